import { knownValue } from "@/lib/core/known";
import { licenseConfigurations, licensesOver, licenseUse, limitStatus } from "@/lib/resources/license-configurations";
import type { Resource } from "@/lib/resources/resource";
import { type ConfigurationGroup, groupKey } from "./group-configurations";

/** The group's sums in the place of a configuration's numbers. */
const sums = ({ consumed, limit }: ConfigurationGroup) => ({ licenseCount: knownValue(limit), consumedLicenses: knownValue(consumed) });

/** Where the group stands. With limits missing it cannot stand anywhere. */
function groupLimitStatus(group: ConfigurationGroup): string {
  const { unlimited, members } = group;
  if (unlimited > 0 && unlimited < members.length) return "no limit in some";
  return limitStatus(sums(group));
}

const distinct = (texts: readonly (string | null)[]): string | null => {
  const known = new Set(texts.filter((text) => text !== null));
  return known.size === 0 ? null : [...known].toSorted().join("; ");
};

const { columns } = licenseConfigurations;

/** Configurations of one name, put together of the rows of several regions and accounts. */
export const configurationGroups = {
  ...licenseConfigurations,
  noun: ["group", "groups"],
  summary:
    "Configurations of the same name and the same counting type, each counted once however many accounts list it. Limits are added where every one has a limit; a group within its limits together may hold one that is over its own.",
  identity: ({ members: [first] }) => (first === undefined ? "" : groupKey(first)),
  columns: {
    limitStatus: {
      label: "Limit status",
      kind: "state",
      value: groupLimitStatus,
      tones: { ...columns.limitStatus.tones, "no limit in some": "neutral" },
      facet: true,
      hint: "Consumed against the limits, both added up",
    },
    name: { label: "Name", kind: "text", value: (group) => group.name },
    members: { label: "Configurations", kind: "number", value: (group) => group.members.length },
    membersOver: {
      label: "Over their own",
      kind: "number",
      value: (group) => group.membersOver,
      hint: "Configurations of the group that are over their own limit. That is what AWS goes by",
    },
    consumed: {
      label: "Consumed",
      kind: "number",
      value: (group) => knownValue(group.consumed),
      unknown: ({ consumed }) => (consumed.state === "known" ? null : consumed),
    },
    limit: {
      label: "Limit",
      kind: "number",
      value: (group) => knownValue(group.limit),
      absent: "Not every configuration of the group has a limit",
    },
    use: {
      label: "Use",
      kind: "percent",
      value: (group) => licenseUse(sums(group)),
      absent: "Not every configuration has a limit, so there is no percentage",
    },
    over: { label: "Over by", kind: "number", value: (group) => licensesOver(sums(group)), absent: "Not every configuration has a limit" },
    licenseCountingType: { ...columns.licenseCountingType, value: (group) => group.licenseCountingType },
    limitKinds: { label: "Limit kind", kind: "word", value: (group) => group.limitKinds, absent: "No limit of a known kind", facet: true },
    owners: {
      label: "Owners",
      kind: "text",
      value: (group) => distinct(group.members.map(({ ownerAccountId }) => ownerAccountId)),
      absent: "AWS did not say who owns them",
    },
    regions: { label: "Regions", kind: "text", value: (group) => distinct(group.members.map(({ scope }) => scope.region)) },
  },
  defaultSort: "limitStatus.desc,use.desc",
  consoleUrl: () => null,
} satisfies Resource<ConfigurationGroup>;
