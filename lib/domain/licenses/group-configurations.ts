import { formatCount } from "@/lib/core/format";
import { grouped } from "@/lib/core/grouped";
import { type Count, known } from "@/lib/core/known";
import type { Scoped } from "@/lib/core/scope";
import { visibleName } from "@/lib/core/visible-name";
import { type LicenseConfiguration, limitStatus } from "@/lib/resources/license-configurations";

/** Configurations of the same name and the same counting type, in whatever region and account. */
export interface ConfigurationGroup {
  /** Null for a configuration without a name, which is a group of its own. */
  name: string | null;
  licenseCountingType: string | null;
  /** Known where AWS returned it for every member. */
  consumed: Count;
  /** Known where every member has a limit. */
  limit: Count;
  /** Members without a limit. */
  unlimited: number;
  /** Members that are over their own limit. */
  membersOver: number;
  /** `hard`, `soft`, or both: `hard; soft`. Null where no member has a limit of a known kind. */
  limitKinds: string | null;
  members: Scoped<LicenseConfiguration>[];
}

/**
 * Groups configurations, each listed once, by name and counting type. Different counting types are never
 * added, so neither are two of which AWS did not say the type; no name is not the same name.
 */
export function groupConfigurations(configurations: readonly Scoped<LicenseConfiguration>[]): ConfigurationGroup[] {
  return [...grouped(configurations, groupKey).values()].map(toGroup);
}

/** The key of the group that a configuration belongs to. */
export function groupKey(configuration: Pick<LicenseConfiguration, "name" | "licenseCountingType" | "licenseConfigurationArn">): string {
  const { name, licenseCountingType, licenseConfigurationArn } = configuration;
  return visibleName(name) === null || licenseCountingType === null
    ? `alone ${licenseConfigurationArn}`
    : JSON.stringify([name, licenseCountingType]);
}

function toGroup(members: Scoped<LicenseConfiguration>[]): ConfigurationGroup {
  const [first] = members;
  const limited = members.filter(({ licenseCount }) => licenseCount !== null);
  const kinds = limited.flatMap(({ licenseCountHardLimit: isHard }) => (isHard === null ? [] : [isHard ? "hard" : "soft"]));
  return {
    name: visibleName(first?.name),
    licenseCountingType: first?.licenseCountingType ?? null,
    consumed: added(members, ({ consumedLicenses }) => consumedLicenses, "AWS did not say what is consumed in"),
    limit: added(members, ({ licenseCount }) => licenseCount, "No limit is set in"),
    unlimited: members.length - limited.length,
    membersOver: members.filter((member) => limitStatus(member) === "over").length,
    limitKinds: kinds.length === 0 ? null : [...new Set(kinds)].toSorted().join("; "),
    members,
  };
}

/** Sum of the members, known only where every one has a number. */
function added(members: readonly LicenseConfiguration[], value: (member: LicenseConfiguration) => number | null, missing: string): Count {
  const values = members.map(value);
  const without = values.filter((one) => one === null).length;
  if (without === 0) return known(values.reduce<number>((sum, one) => sum + (one ?? 0), 0));
  return { state: "not reported", why: `${missing} ${without} of ${formatCount(members.length, ["configuration", "configurations"])}.` };
}
