"use client";

import { useMemo } from "react";
import { TONE_COLORS } from "@/components/charts/colors";
import { LazyBarChart } from "@/components/charts/lazy-bar-chart";
import { ResourcePage } from "@/components/resource-page/resource-page";
import { type ResourceView, useResourceView } from "@/components/resource-page/use-resource-view";
import { useRows } from "@/components/resource-page/use-rows";
import { accountLabel } from "@/components/ui/account-label";
import { useAccountNames } from "@/components/ui/account-names";
import { formatCount, formatNumber } from "@/lib/core/format";
import { finish } from "@/lib/core/slices";
import { sumBars } from "@/lib/dataset/group";
import { type PermissionCheck, permissionChecks } from "@/lib/resources/permission-checks";
import type { Tone } from "@/lib/resources/resource";
import { MissingPolicies } from "./missing-policies";
import { PolicyFiles } from "./policy-files";

const tones: Readonly<Record<string, Tone>> = permissionChecks.columns.state.tones;
const color = (state: string): string => TONE_COLORS[tones[state] ?? "neutral"];

export function PermissionChecksView() {
  const view = useResourceView(useRows<PermissionCheck>(permissionChecks));
  return <ResourcePage view={view} charts={<PermissionSummary view={view} />} />;
}

/** Which accounts may what, and what to give those that may not. */
function PermissionSummary({ view }: { view: ResourceView<PermissionCheck> }) {
  const { table, settled, set } = view;
  const rows = useMemo(() => (settled ? [...table.rows()] : []), [table, settled]);
  return (
    <>
      <AccountChart view={view} />
      <MissingPolicies rows={rows} ready={settled} failed={set.failures.length} />
      <PolicyFiles region={set.scopes[0]?.region ?? ""} />
    </>
  );
}

function AccountChart({ view }: { view: ResourceView<PermissionCheck> }) {
  const names = useAccountNames();
  const { account, state } = view.table.columns;
  if (!account || !state) return null;
  const indices = view.matching("account");
  const data = finish(sumBars({ indices, by: account, split: state, measure: null, top: 8, label: (id) => accountLabel(names, id) }));
  const allowed = new Map(data.bars.map(({ key, parts }) => [key, parts.allowed ?? 0]));
  return (
    <LazyBarChart
      ready={view.settled}
      title="Which accounts may be read?"
      lines={5}
      summary={`${formatCount(indices.length, permissionChecks.noun)} by account, each an action in a region. Not known is neither allowed nor denied.`}
      data={data}
      splitColor={color}
      totalText={(key, total) =>
        key === "" ? formatNumber(total) : `${formatNumber(allowed.get(key) ?? 0)} of ${formatNumber(total)} allowed`
      }
      otherNoun="accounts"
      selected={view.choices.account ?? []}
      onSelect={(text) => view.toggle("account", text)}
    />
  );
}
