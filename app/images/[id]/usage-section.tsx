"use client";

import { useMemo } from "react";
import { KnownCount } from "@/components/page-parts/known-count";
import { ListTable } from "@/components/page-parts/list-table";
import { PageSection, Quiet } from "@/components/page-parts/page-section";
import { CopyButton } from "@/components/ui/copy-button";
import { Time } from "@/components/ui/time";
import { accountHref } from "@/lib/core/routes";
import { type ImageAccount, imageAccountLines, imageAccounts } from "@/lib/domain/images/image-accounts";
import type { ImageEvidence } from "@/lib/domain/images/image-evidence";
import type { ImageUsage } from "@/lib/domain/images/image-usage";
import type { Resource } from "@/lib/resources/resource";

const { other: _other, ...twoTypes } = imageAccountLines.columns;
const ALL_TYPES: Resource<ImageAccount> = imageAccountLines;
const TWO_TYPES: Resource<ImageAccount> = { ...imageAccountLines, columns: twoTypes, defaultSort: "instances.desc,launchTemplates.desc" };
const hrefOf = ({ account }: ImageAccount): string | null => (account === null ? null : accountHref(account));

/** Who uses the image, each account and type by the one report that decides. */
export function UsageSection({ evidence, usage }: { evidence: ImageEvidence; usage: ImageUsage }) {
  const { scope, imageId } = evidence;
  const rows = useMemo(() => imageAccounts(scope, imageId, usage), [scope, imageId, usage]);
  const ids = rows.flatMap(({ account }) => account ?? []);
  const isRead = evidence.entries.state === "known";
  // No report is asked for other types today: a column of what nobody could know would say nothing.
  const hasOthers = rows.some(({ other }) => other !== null && other > 0);
  return (
    <PageSection title="Usage by account">
      <dl className="grid grid-cols-2 gap-x-6 gap-y-2 sm:grid-cols-4">
        <KnownCount label="Accounts" count={usage.usedByAccounts} />
        <KnownCount label="Instances" count={usage.instances} />
        <KnownCount label="Launch templates" count={usage.launchTemplates} />
        {hasOthers && <KnownCount label="Other references" count={usage.otherReferences} />}
      </dl>
      <Basis usage={usage} />
      {rows.length > 0 && !isRead && <Quiet>Not all entries could be read: these accounts use it, and there may be more.</Quiet>}
      {rows.length > 0 ? (
        <ListTable
          name="usage"
          title={`Accounts using ${imageId}`}
          resource={hasOthers ? ALL_TYPES : TWO_TYPES}
          rows={rows}
          complete={isRead && usage.gaps.length === 0}
          hrefOf={hrefOf}
        >
          {ids.length > 0 && (
            <span className="flex items-center gap-1">
              <CopyButton text={ids.join("\n")} what={`all ${ids.length} account ids`} />
              Copy account ids
            </span>
          )}
        </ListTable>
      ) : (
        <Quiet>{nobody(usage)}</Quiet>
      )}
    </PageSection>
  );
}

function Basis({ usage: { report, countedAt, gaps } }: { usage: ImageUsage }) {
  if (report === null) return <Quiet>There is no report that is available, so nobody has counted.</Quiet>;
  return (
    <div className="max-w-3xl text-muted">
      <p>
        Resources that refer to the image, in any state, by report{" "}
        <span className="font-mono text-xs">{report.reportId ?? "without an id"}</span>
        {countedAt !== null && (
          <>
            , created <Time iso={countedAt} />
          </>
        )}
        .
      </p>
      {gaps.length > 0 && <p className="text-warning">{gaps.join(" ")}</p>}
    </div>
  );
}

function nobody({ usedByAccounts }: ImageUsage): string {
  return usedByAccounts.state === "known"
    ? "The report counted no account that uses the image."
    : `Which accounts use it is not known. ${usedByAccounts.why}`;
}
