import type { ImageUsageReportEntry } from "@aws-sdk/client-ec2";

/** Entries that stand side by side: from one position up to, and without, another. */
interface Run {
  start: number;
  end: number;
}

/** Where the entries of a report and of an image stand in their list. */
interface EntryIndex {
  /** Entries the list had when it was indexed. */
  length: number;
  /** The last of them. */
  last: ImageUsageReportEntry | undefined;
  byReport: Map<string, Run[]>;
  byImage: Map<string, Run[]>;
}

interface Ids {
  ReportIds?: string[] | undefined;
  ImageIds?: string[] | undefined;
}

const indexes = new WeakMap<ImageUsageReportEntry[], EntryIndex>();

/**
 * The entries that have one of the ids of each kind, in their order, without a look at any other; without ids, the
 * list itself. A list may grow or shrink between two calls, but an entry must not change its ids in place.
 */
export function entriesWithIds(entries: ImageUsageReportEntry[], { ReportIds, ImageIds }: Ids): ImageUsageReportEntry[] {
  if (!ReportIds?.length) return ImageIds?.length ? entriesIn(entries, indexOf(entries).byImage, ImageIds) : entries;
  const ofReports = entriesIn(entries, indexOf(entries).byReport, ReportIds);
  if (!ImageIds?.length) return ofReports;
  const images = new Set(ImageIds);
  return ofReports.filter(({ ImageId }) => ImageId !== undefined && images.has(ImageId));
}

function entriesIn(entries: ImageUsageReportEntry[], byId: Map<string, Run[]>, ids: string[]): ImageUsageReportEntry[] {
  const runs = [...new Set(ids)].flatMap((id) => byId.get(id) ?? []).sort((a, b) => a.start - b.start);
  const found: ImageUsageReportEntry[] = [];
  for (const { start, end } of runs) {
    for (const entry of entries.slice(start, end)) found.push(entry);
  }
  return found;
}

function indexOf(entries: ImageUsageReportEntry[]): EntryIndex {
  const known = indexes.get(entries);
  if (known?.length === entries.length) return known;
  // A list that only grew is read on from where its index ended: reports that become available one by one would otherwise cost all of it.
  const grew = known && known.length > 0 && known.length < entries.length && entries[known.length - 1] === known.last;
  const { length: from, byReport, byImage } = grew ? known : { length: 0, byReport: new Map(), byImage: new Map() };
  addRuns(byReport, entries, from, (entry) => entry.ReportId);
  addRuns(byImage, entries, from, (entry) => entry.ImageId);
  const index = { length: entries.length, last: entries.at(-1), byReport, byImage };
  indexes.set(entries, index);
  return index;
}

function addRuns(
  byId: Map<string, Run[]>,
  entries: ImageUsageReportEntry[],
  from: number,
  idOf: (entry: ImageUsageReportEntry) => string | undefined,
): void {
  let current: Run = { start: from, end: from };
  let currentId: string | undefined;
  for (let position = from; position < entries.length; position += 1) {
    const entry = entries[position];
    const id = entry && idOf(entry);
    if (id !== currentId) {
      current = { start: position, end: position };
      currentId = id;
      if (id !== undefined) addRun(byId, id, current);
    }
    current.end = position + 1;
  }
}

function addRun(byId: Map<string, Run[]>, id: string, run: Run): void {
  const known = byId.get(id);
  if (known) known.push(run);
  else byId.set(id, [run]);
}
