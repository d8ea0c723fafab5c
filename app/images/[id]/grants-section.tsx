"use client";

import { parseAsString, useQueryState } from "nuqs";
import { useMemo } from "react";
import { ListTable } from "@/components/page-parts/list-table";
import { PageSection } from "@/components/page-parts/page-section";
import { useOrganization } from "@/components/page-parts/use-organization";
import { UnknownLabel } from "@/components/ui/unknown-label";
import { formatNumber } from "@/lib/core/format";
import { accountHref } from "@/lib/core/routes";
import { type GrantLine, type GrantStanding, grantLineList, grantLines } from "@/lib/domain/images/grant-lines";
import { type ImageGrants, imageGrants } from "@/lib/domain/images/grants";
import type { ImageEvidence } from "@/lib/domain/images/image-evidence";
import type { Moment } from "@/lib/domain/images/missing-evidence";
import type { Resource } from "@/lib/resources/resource";
import { NotExpandable, quotaText, sharedText } from "./grants-words";

const LINES: Resource<GrantLine> = grantLineList;
const hrefOf = ({ account }: GrantLine): string => accountHref(account);

/** In the order in which somebody decides about them. */
const STANDINGS: readonly GrantStanding[] = [
  "used, not granted",
  "used, may be granted",
  "granted, no use seen",
  "granted, use unknown",
  "granted, in use",
];

/** Who may launch the image, against who is seen to use it. */
export function GrantsSection({ evidence, moment }: { evidence: ImageEvidence; moment: Moment }) {
  const organization = useOrganization();
  const grants = useMemo(() => imageGrants(evidence, moment, organization), [evidence, moment, organization]);
  return (
    <PageSection title="Shared with, against who uses it">
      {grants.state === "known" ? (
        <KnownGrants evidence={evidence} grants={grants.value} isReading={organization.state === "reading"} />
      ) : (
        <p className="flex flex-wrap items-center gap-x-2">
          <UnknownLabel unknown={grants} /> <span className="text-muted">{grants.why}</span>
        </p>
      )}
    </PageSection>
  );
}

interface KnownGrantsProps {
  evidence: ImageEvidence;
  grants: ImageGrants;
  /** The organization's accounts are on their way. */
  isReading: boolean;
}

function KnownGrants({ evidence, grants, isReading }: KnownGrantsProps) {
  const { scope, imageId } = evidence;
  const [wanted, setWanted] = useQueryState("grants.only", parseAsString);
  const lines = useMemo(() => grantLines(scope, imageId, grants), [scope, imageId, grants]);
  const rows = useMemo(() => (wanted === null ? lines : lines.filter(({ standing }) => standing === wanted)), [lines, wanted]);
  return (
    <>
      <div className="max-w-3xl">
        <p>{sharedText(grants)}</p>
        <NotExpandable grants={grants} isReading={isReading} />
        <p className="text-muted">{quotaText(grants.quota)}</p>
      </div>
      {lines.length > 0 && (
        <>
          <fieldset className="flex flex-wrap gap-x-4 gap-y-1">
            <legend className="sr-only">Which accounts are listed</legend>
            <Choice label="All" count={lines.length} checked={wanted === null} onChoose={() => setWanted(null)} />
            {STANDINGS.map((standing) => {
              const count = lines.filter((line) => line.standing === standing).length;
              if (count === 0 && wanted !== standing) return null;
              return (
                <Choice key={standing} label={standing} count={count} checked={wanted === standing} onChoose={() => setWanted(standing)} />
              );
            })}
          </fieldset>
          <ListTable
            name="grants"
            title={`Grants against usage of ${imageId}`}
            resource={LINES}
            rows={rows}
            complete={evidence.entries.state === "known" && grants.notExpandable.length === 0}
            hrefOf={hrefOf}
          />
        </>
      )}
    </>
  );
}

interface ChoiceProps {
  label: string;
  count: number;
  checked: boolean;
  onChoose: () => void;
}

function Choice({ label, count, checked, onChoose }: ChoiceProps) {
  return (
    <label className="flex min-h-6 cursor-pointer items-center gap-1.5">
      <input type="radio" name="grants" className="accent-accent" checked={checked} onChange={onChoose} />
      {label} <span className="text-muted tabular-nums">{formatNumber(count)}</span>
    </label>
  );
}
