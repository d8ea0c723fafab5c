"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import type { Part } from "@/components/fleet/part-failures";
import { useRows } from "@/components/resource-page/use-rows";
import { useSliced } from "@/components/ui/use-sliced";
import { type AccountLicense, accountLicenses } from "@/lib/fleet/account-licenses";
import type { RowSet } from "@/lib/query/row-set";
import { type LicenseConfiguration, licenseConfigurations } from "@/lib/resources/license-configurations";
import { type LicenseUse, licenseUsage } from "@/lib/resources/license-usage";
import type { Scoped } from "@/lib/scope";
import { rowsListedOnce } from "@/lib/view/listed-once";
import type { Sliced } from "@/lib/view/slices";
import { scopeSearch } from "@/lib/view/url-state";

export interface AccountLicenses {
  /** Null until they have been looked through. */
  lines: readonly Scoped<AccountLicense>[] | null;
  parts: readonly Part[];
}

/** What the account consumes of the license configurations in the chosen scopes. AWS is asked for this account alone. */
export function useAccountLicenses(account: string): AccountLicenses {
  const search = scopeSearch(new URLSearchParams(useSearchParams())).slice(1);
  const configurations = useRows<LicenseConfiguration>(licenseConfigurations, search);
  const uses = useRows<LicenseUse>(licenseUsage, [search, `filter.resourceAccount=${account}`].filter((part) => part !== "").join("&"));
  const lines = useSliced(useCallback(() => licensesOf(account, uses.set, configurations.set), [account, uses.set, configurations.set]));
  const parts = useMemo(() => [uses, configurations], [uses, configurations]);
  return { lines, parts };
}

function* licensesOf(
  account: string,
  uses: RowSet<LicenseUse>,
  configurations: RowSet<LicenseConfiguration>,
): Sliced<Scoped<AccountLicense>[]> {
  return accountLicenses(account, yield* rowsListedOnce(uses.table, uses.length), configurations.table.rows());
}
