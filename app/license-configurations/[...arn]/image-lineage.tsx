import { PageLink } from "@/components/ui/page-link";
import type { Known, Unknown } from "@/lib/core/known";
import { imageHref } from "@/lib/core/routes";
import type { ImageUsage } from "@/lib/domain/images/image-usage";
import type { Consumption } from "@/lib/domain/licenses/by-account";
import { type ChainImage, type Launcher, launchers } from "@/lib/domain/licenses/lineage";
import { type ImportImageTask, importOutcome } from "@/lib/resources/import-image-tasks";
import { AccountText, CountText, Moment } from "./cells";
import { type EvidenceColumn, EvidenceTable } from "./evidence-table";

const COLUMNS: readonly EvidenceColumn<Launcher>[] = [
  { label: "Account that refers to it", cell: ({ account }) => <AccountText id={account} /> },
  { label: "Instances", isNumber: true, cell: ({ instances }) => <CountText count={instances} /> },
  { label: "Launch templates", isNumber: true, cell: ({ launchTemplates }) => <CountText count={launchTemplates} /> },
  { label: "Licenses it consumes", isNumber: true, cell: ({ licenses }) => <CountText count={licenses} /> },
];

interface ImageLineageProps {
  image: ChainImage;
  usage: Known<ImageUsage> | undefined;
  consumption: Known<readonly Consumption[]>;
  /** Why the imports, or the associations, are not all here, or null. */
  importsUnknown: Unknown | null;
  associationsUnknown: Unknown | null;
}

/** One image: where it comes from, since when it carries the configuration, and who launches it. */
export function ImageLineage({ image, usage, consumption, importsUnknown, associationsUnknown }: ImageLineageProps) {
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
            Associated since <Moment iso={association.associationTime} />
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

/** An import by its id, with how it ended. */
export const importText = (task: Pick<ImportImageTask, "importTaskId" | "status" | "statusMessage">): string =>
  `${task.importTaskId ?? "an import without an id"} (${importOutcome(task) ?? "state not told"})`;

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
      By report <span className="font-mono text-xs break-all">{report.reportId}</span> of <Moment iso={countedAt} />.{" "}
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
