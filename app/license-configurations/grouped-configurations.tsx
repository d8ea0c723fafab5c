"use client";

import { useMemo } from "react";
import { ResourcePage } from "@/components/resource-page/resource-page";
import { useResourceView } from "@/components/resource-page/use-resource-view";
import type { RouteReading } from "@/components/resource-page/use-rows";
import { Account } from "@/components/ui/account-names";
import { PageLink } from "@/components/ui/page-link";
import { StateLabel } from "@/components/ui/state-label";
import { type Scoped, scopeKey } from "@/lib/core/scope";
import { finish } from "@/lib/core/slices";
import type { ConfigurationGroup } from "@/lib/domain/licenses/group-configurations";
import { consumedText } from "@/lib/domain/licenses/license-bars";
import {
  type LicenseConfiguration,
  licenseConfigurationHref,
  licenseConfigurations,
  limitStatus,
} from "@/lib/resources/license-configurations";
import type { Tone } from "@/lib/resources/resource";
import { groupedReading } from "@/lib/usecases/license-lists";
import { ListSwitches } from "./list-switches";

const tones: Readonly<Record<string, Tone>> = licenseConfigurations.columns.limitStatus.tones;

/** One line for all configurations of a name and a counting type, which opens to its members. */
export function GroupedConfigurations({ rows }: { rows: RouteReading<LicenseConfiguration> }) {
  const view = useResourceView(useGroups(rows));
  return (
    <ResourcePage view={view} charts={null} panel={(group) => <Members group={group} />}>
      <ListSwitches />
    </ResourcePage>
  );
}

function useGroups(rows: RouteReading<LicenseConfiguration>): RouteReading<ConfigurationGroup> {
  const { set } = rows;
  const grouped = useMemo(() => finish(groupedReading(set)), [set]);
  return { ...rows, resource: grouped.table.resource, set: grouped };
}

function Members({ group: { members } }: { group: Scoped<ConfigurationGroup> }) {
  return (
    <section aria-labelledby="members" className="mt-4 border-t pt-3">
      <h3 id="members" className="pb-1 font-semibold">
        Its configurations
      </h3>
      <ul>
        {members.map((member) => (
          <Member key={`${scopeKey(member.scope)} ${member.licenseConfigurationArn}`} member={member} />
        ))}
      </ul>
    </section>
  );
}

function Member({ member }: { member: Scoped<LicenseConfiguration> }) {
  const href = licenseConfigurationHref(member.licenseConfigurationArn);
  const status = limitStatus(member);
  return (
    <li className="grid gap-0.5 border-b py-2 last:border-0">
      <span className="flex items-baseline justify-between gap-3">
        {href === null ? member.scope.region : <PageLink href={href}>{member.scope.region}</PageLink>}
        <StateLabel tone={tones[status] ?? "neutral"}>{status}</StateLabel>
      </span>
      <span className="tabular-nums">{consumedText(member)}</span>
      {member.ownerAccountId !== null && (
        <span className="flex min-w-0 text-muted">
          <Account id={member.ownerAccountId} />
        </span>
      )}
    </li>
  );
}
