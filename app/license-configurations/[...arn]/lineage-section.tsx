import { PageLink } from "@/components/ui/page-link";
import { formatCount } from "@/lib/core/format";
import type { Known, Unknown } from "@/lib/core/known";
import { imageHref } from "@/lib/core/routes";
import type { ImageUsage } from "@/lib/domain/images/image-usage";
import type { Consumption } from "@/lib/domain/licenses/by-account";
import { consumingOthers, type Launcher, type LicenseLineage, type LineageImage, launchers } from "@/lib/domain/licenses/lineage";
import { type ImportImageTask, importOutcome } from "@/lib/resources/import-image-tasks";
import { AccountText, CountText, FullTime } from "./cells";
import { EvidenceSection } from "./evidence-section";
import { type EvidenceColumn, EvidenceTable } from "./evidence-table";

const COLUMNS: readonly EvidenceColumn<Launcher>[] = [
  { label: "Account that refers to it", cell: ({ account }) => <AccountText id={account} /> },
  { label: "Instances", isNumber: true, cell: ({ instances }) => <CountText count={instances} /> },
  { label: "Launch templates", isNumber: true, cell: ({ launchTemplates }) => <CountText count={launchTemplates} /> },
  { label: "Licenses it consumes", isNumber: true, cell: ({ licenses }) => <CountText count={licenses} /> },
];

const NOTE =
  "Licenses are what the account consumes of this configuration with any image: AWS does not tell them by image. A usage report lags up to 24 hours on instances and a few days on launch templates, and need not list the image’s own account. Launches from a copy of an image are not tracked.";

interface LineageSectionProps {
  lineage: LicenseLineage;
  usage: ReadonlyMap<string, Known<ImageUsage>>;
  consumption: Known<readonly Consumption[]>;
  /** Why the imports, or the associations, are not all here, or null. */
  importsUnknown: Unknown | null;
  associationsUnknown: Unknown | null;
}

/** Lineage of the licenses: import, image, configuration, accounts that launch it, what they consume. */
export function LineageSection({ lineage, usage, consumption, importsUnknown, associationsUnknown }: LineageSectionProps) {
  const { images, unfinished } = lineage;
  const gaps = [associationsUnknown, importsUnknown].flatMap((unknown) => unknown?.why ?? []);
  return (
    <EvidenceSection title="From import to license" note={NOTE}>
      <div className="grid gap-4">
        {gaps.length > 0 && <p>There may be more images: {gaps.join(" ")}</p>}
        {images.length === 0 && gaps.length === 0 && (
          <p>The configuration is attached to no image, and no import that AWS lists names it.</p>
        )}
        {images.map((image) => (
          <ImageLineage
            key={image.imageId}
            image={image}
            usage={usage.get(image.imageId)}
            consumption={consumption}
            importsUnknown={importsUnknown}
            associationsUnknown={associationsUnknown}
          />
        ))}
        {unfinished.length > 0 && (
          <p>
            {formatCount(unfinished.length, ["import names", "imports name"])} the configuration and made no image, or not yet:{" "}
            {unfinished.map(importText).join("; ")}.
          </p>
        )}
        {images.length > 0 && consumption.state === "known" && <Others consumption={consumption.value} usage={usage} />}
      </div>
    </EvidenceSection>
  );
}

interface ImageLineageProps extends Omit<LineageSectionProps, "lineage" | "usage"> {
  image: LineageImage;
  usage: Known<ImageUsage> | undefined;
}

function ImageLineage({ image, usage, consumption, importsUnknown, associationsUnknown }: ImageLineageProps) {
  const { imageId, owner, imports, association } = image;
  return (
    <article aria-label={imageId}>
      <p>
        <PageLink href={imageHref(imageId)} className="link font-mono text-xs font-semibold">
          {imageId}
        </PageLink>{" "}
        of <AccountText id={owner} />.{" "}
        {imports.length > 0 ? `Imported by ${imports.map(importText).join("; ")}.` : `${noImport(importsUnknown)} `}{" "}
        {association === null ? (
          (associationsUnknown?.why ?? "The configuration is not associated with it.")
        ) : (
          <>
            Associated since <FullTime iso={association.associationTime} />
            {association.amiAssociationScope !== null && ` (${association.amiAssociationScope})`}.
          </>
        )}{" "}
        <ReportWords usage={usage} />
      </p>
      {usage?.state === "known" && usage.value.accounts.length > 0 && (
        <EvidenceTable
          caption={`Accounts that refer to ${imageId}`}
          columns={COLUMNS}
          rows={launchers(usage.value, consumption)}
          rowKey={({ account }, place) => `${account} ${place}`}
          noun={["account", "accounts"]}
          allIn="the list of usage by account"
        />
      )}
    </article>
  );
}

const importText = (task: Pick<ImportImageTask, "importTaskId" | "status" | "statusMessage">): string =>
  `${task.importTaskId ?? "an import without an id"} (${importOutcome(task) ?? "state unknown"})`;

const noImport = (unknown: Unknown | null): string =>
  unknown === null
    ? "AWS lists no import of it that names the configuration; it lists imports for 7 days."
    : `Whether it was imported is not known: ${unknown.why}`;

/** By which report the accounts are told, and what that leaves out. */
function ReportWords({ usage }: { usage: Known<ImageUsage> | undefined }) {
  if (usage === undefined) return null;
  if (usage.state !== "known")
    return (
      <>
        Who launches it is not known ({usage.state}): {usage.why}
      </>
    );
  const { report, countedAt, gaps, accounts, usedByAccounts } = usage.value;
  const counted = report !== null && (
    <>
      By report <span className="font-mono text-xs break-all">{report.reportId}</span> of <FullTime iso={countedAt} />.{" "}
    </>
  );
  return (
    <>
      {counted}
      {gaps.join(" ")}{" "}
      {usedByAccounts.state !== "known" &&
        usedByAccounts.why !== gaps.join(" ") &&
        `Who else launches it is not known (${usedByAccounts.state}): ${usedByAccounts.why}`}
      {accounts.length === 0 && usedByAccounts.state === "known" && "No account refers to it in that report."}
    </>
  );
}

const FEW = 12;

function Others({ consumption, usage }: Pick<LineageSectionProps, "usage"> & { consumption: readonly Consumption[] }) {
  const seen = new Set(
    [...usage.values()].flatMap((one) => (one.state === "known" ? one.value.accounts.map(({ account }) => account) : [])),
  );
  const others = consumingOthers(consumption, seen);
  if (others.length === 0) return null;
  return (
    <p>
      {formatCount(others.length, ["account consumes", "accounts consume"])} licenses without being seen to refer to any of these images:{" "}
      {others.slice(0, FEW).map(({ key }, place) => (
        <span key={key}>
          {place > 0 && ", "}
          <AccountText id={key} />
        </span>
      ))}
      {others.length > FEW && ` and ${formatCount(others.length - FEW, ["other", "others"])}, all named above`}.
    </p>
  );
}
