import { type Known, known, type Unknown } from "@/lib/core/known";
import { type Scope, scopeKey } from "@/lib/core/scope";
import type { Sliced } from "@/lib/core/slices";
import { CodedColumn } from "@/lib/dataset/coded-column";
import { groupRows } from "@/lib/dataset/row-groups";
import { type Source, scopeKnown } from "@/lib/dataset/scope-known";
import type { ImageLaunchPermissions } from "@/lib/resources/image-launch-permissions";
import type { ImageReference } from "@/lib/resources/image-references";
import type { ImageUsageReportEntry } from "@/lib/resources/image-usage-report-entries";
import type { ImageUsageReport } from "@/lib/resources/image-usage-reports";
import type { Image } from "@/lib/resources/images";
import type { CellValue } from "@/lib/resources/resource";
import { type EntriesByReport, type ImageEvidence, imageKey, type UsageCount } from "./image-evidence";

export { type Source, scopeKnown };

/** What the evidence is put together from. Null is a list that nobody has asked for yet. None may be cut short by `max-items`. */
export interface FleetSources {
  images: Source<Image> | null;
  reports: Source<ImageUsageReport> | null;
  entries: Source<ImageUsageReportEntry> | null;
  references: Source<ImageReference> | null;
  launchPermissions: Source<ImageLaunchPermissions> | null;
}

/** So many images are looked at between two yields: some need a few rows to be made. */
const SLICE_IMAGES = 64;
const NO_ROWS = new CodedColumn();

/**
 * The evidence of every image that any of the lists names, each once in its scope: own images first, then those
 * that only reports, entries, references or permissions name.
 */
export function* fleetEvidence(sources: FleetSources): Sliced<ImageEvidence[]> {
  const lists = {
    images: yield* byImage(sources.images),
    reports: yield* byImage(sources.reports),
    entries: yield* byImage(sources.entries, ["reportId"]),
    references: yield* byImage(sources.references),
    launchPermissions: yield* byImage(sources.launchPermissions),
  };
  const subjects = new Map<string, Subject>();
  for (const { subjects: named } of Object.values(lists)) {
    for (const [key, subject] of named) if (!subjects.has(key)) subjects.set(key, subject);
    yield;
  }
  const evidences: ImageEvidence[] = [];
  for (const [key, subject] of subjects) {
    evidences.push(evidenceOf(key, subject, lists));
    if (evidences.length % SLICE_IMAGES === 0) yield;
  }
  return evidences;
}

/** Which image it is. */
type Subject = Pick<ImageEvidence, "scope" | "imageId">;

/** The rows of a list by the image that they are about. */
interface ByImage<Row extends object> {
  subjects: ReadonlyMap<string, Subject>;
  /** The rows about an image, made anew. */
  rows: (key: string) => Row[];
  /** Their numbers, in groups of the same values in the other columns that were asked for. */
  groups: (key: string) => readonly Uint32Array[];
  source: Source<Row> | null;
  /** Whether everything of a scope is here and can be told apart by image. */
  isKnown: (scope: Scope) => Known<null>;
  readAt: (scope: Scope) => string | null;
}

interface Lists {
  images: ByImage<Image>;
  reports: ByImage<ImageUsageReport>;
  entries: ByImage<ImageUsageReportEntry>;
  references: ByImage<ImageReference>;
  launchPermissions: ByImage<ImageLaunchPermissions>;
}

function* byImage<Row extends object>(source: Source<Row> | null, others: readonly string[] = []): Sliced<ByImage<Row>> {
  const subjects = new Map<string, Subject>();
  const groups = new Map<string, Uint32Array[]>();
  const nameless = new Set<string>();
  const scopes = new Map(source?.set.scopes.map((scope) => [scopeKey(scope), scope]));
  if (source !== null) {
    const { table, length } = source.set;
    const columns = [table.columns.imageId ?? NO_ROWS, ...others.map((name) => table.columns[name] ?? NO_ROWS)];
    for (const rows of yield* groupRows([table.scopeKeys, ...columns], length)) {
      const first = rows[0] ?? 0;
      const inScope = String(table.scopeKeys.at(first));
      const [imageId, ...rest] = columns.map((column) => column.at(first));
      const scope = scopes.get(inScope) ?? table.row(first)?.scope;
      if (scope === undefined) continue;
      if (typeof imageId !== "string" || rest.some((value) => value === null)) {
        nameless.add(inScope);
        continue;
      }
      const key = imageKey({ scope, imageId });
      const ofImage = groups.get(key);
      if (ofImage === undefined) {
        subjects.set(key, { scope, imageId });
        groups.set(key, [rows]);
      } else ofImage.push(rows);
    }
  }
  const groupsOf = (key: string): readonly Uint32Array[] => groups.get(key) ?? [];
  const states = new Map<string, Known<null>>();
  return {
    source,
    subjects,
    groups: groupsOf,
    rows: (key) => groupsOf(key).flatMap((rows) => [...(source?.set.table.rows(rows) ?? [])]),
    isKnown: (scope) => remembered(states, scopeKey(scope), () => wholeScope(source, scope, nameless)),
    readAt: (scope) => source?.set.readTimes[scopeKey(scope)] ?? null,
  };
}

function wholeScope<Row extends object>(source: Source<Row> | null, scope: Scope, nameless: ReadonlySet<string>): Known<null> {
  const state = scopeKnown(source, scope);
  if (state.state !== "known" || !nameless.has(scopeKey(scope))) return state;
  return { state: "not reported", why: `${source?.set.table.resource.title}: AWS did not say of a row which image it is about.` };
}

function remembered<Value>(values: Map<string, Value>, key: string, make: () => Value): Value {
  const before = values.get(key);
  if (before !== undefined) return before;
  const value = make();
  values.set(key, value);
  return value;
}

function evidenceOf(key: string, { scope, imageId }: Subject, lists: Lists): ImageEvidence {
  const image = then(lists.images.isKnown(scope), () => known(lists.images.rows(key)[0] ?? null));
  const arrivedReports = lists.reports.rows(key);
  const arrivedEntries = entriesOf(lists.entries, key);
  const arrivedReferences = lists.references.rows(key);
  const readAt = { reports: lists.reports.readAt(scope), entries: lists.entries.readAt(scope), references: lists.references.readAt(scope) };
  const wereAsked = arrivedReferences.length > 0 ? known(null) : then(image, (row) => referencesAsked(row, readAt.references));
  return {
    scope,
    imageId,
    image,
    reports: then(lists.reports.isKnown(scope), () => known(arrivedReports)),
    arrivedReports,
    entries: then(lists.entries.isKnown(scope), () => known(arrivedEntries)),
    arrivedEntries,
    references: then(lists.references.isKnown(scope), () => then(wereAsked, () => known(arrivedReferences))),
    arrivedReferences,
    // Made when it is asked for: an image may be shared with a thousand accounts.
    get launchPermissions() {
      return then(lists.launchPermissions.isKnown(scope), () => permissionsOf(lists.launchPermissions.rows(key)));
    },
    readAt,
  };
}

const then = <Value, Next>(of: Known<Value>, next: (value: Value) => Known<Next>): Known<Next> =>
  of.state === "known" ? next(of.value) : of;

const notAsked = (why: string): Unknown => ({ state: "not reported", why });

/** References are asked for of the images that are owned at that time: of no others. */
function referencesAsked(image: Image | null, readAt: string | null): Known<null> {
  if (image === null) return notAsked("Own references are read of own images only, and AWS did not list this one.");
  const isNewer = image.creationDate !== null && readAt !== null && Date.parse(image.creationDate) > Date.parse(readAt);
  return isNewer ? notAsked("The image was made after the own references were read.") : known(null);
}

function permissionsOf(rows: readonly ImageLaunchPermissions[]): ImageEvidence["launchPermissions"] {
  if (rows.length === 0) return notAsked("Launch permissions are read of own images only, and this was none when they were read.");
  return known(rows.flatMap(({ launchPermissions }) => launchPermissions));
}

function entriesOf({ source, groups }: ByImage<ImageUsageReportEntry>, key: string): EntriesByReport {
  const columns = source?.set.table.columns ?? {};
  const { reportId = NO_ROWS, accountId = NO_ROWS, resourceType = NO_ROWS, usageCount = NO_ROWS, reportCreationTime = NO_ROWS } = columns;
  const rowsOf = new Map(groups(key).map((rows) => [String(reportId.at(rows[0] ?? 0)), rows]));
  const toCount = (row: number): UsageCount => ({
    account: textOf(accountId.at(row)),
    resourceType: textOf(resourceType.at(row)),
    count: numberOf(usageCount.at(row)),
    countedAt: textOf(reportCreationTime.at(row)),
  });
  return { reportIds: [...rowsOf.keys()], of: (id) => Array.from(rowsOf.get(id) ?? [], toCount) };
}

const textOf = (value: CellValue): string | null => (typeof value === "string" ? value : null);
const numberOf = (value: CellValue): number | null => (typeof value === "number" ? value : null);
