import { formatCount, formatNumber } from "@/lib/core/format";
import type { ImageGrants, QuotaDistance } from "@/lib/domain/images/grants";

interface NotExpandableProps {
  grants: ImageGrants;
  /** The organization’s accounts are on their way. */
  isReading: boolean;
}

/** The organizations and units whose accounts are not known, and why. */
export function NotExpandable({ grants: { notExpandable, notExpandableWhy }, isReading }: NotExpandableProps) {
  if (notExpandable.length === 0) return null;
  return (
    <div className={isReading ? "text-muted" : "text-warning"}>
      <p>
        {isReading ? "Not expanded yet" : "Not expandable"}: which accounts are in {notExpandable.length === 1 ? "this" : "these"} is not
        known. {notExpandableWhy}
      </p>
      <ul className="font-mono text-xs break-all">
        {notExpandable.map((arn) => (
          <li key={arn}>{arn}</li>
        ))}
      </ul>
    </div>
  );
}

/** `Shared with 12 accounts by name, 1 organization and 2 organizational units.` */
export function sharedText({ isPublic, organizations, units, granted }: ImageGrants): string {
  const named = granted.filter(({ through }) => through.includes("account")).length;
  const parts = [
    ...(named > 0 ? [`${formatCount(named, ["account", "accounts"])} by name`] : []),
    ...(organizations.length > 0 ? [formatCount(organizations.length, ["organization", "organizations"])] : []),
    ...(units.length > 0 ? [formatCount(units.length, ["organizational unit", "organizational units"])] : []),
  ];
  const shared = parts.length === 0 ? "" : `Shared with ${parts.join(", ")}.`;
  if (isPublic) return `Public: everybody may launch it. ${shared}`.trim();
  return shared === "" ? "Shared with nobody." : shared;
}

export function quotaText({ entities, limit, left }: QuotaDistance): string {
  const so = `${formatNumber(entities)} of ${formatNumber(limit)} entities that an image may be shared with by AWS’s default quota`;
  if (left >= 0) return `${so}: ${formatNumber(left)} left. An organization or a unit counts as one.`;
  return `${so}: over the default, so the quota was raised, to what is not known here.`;
}
