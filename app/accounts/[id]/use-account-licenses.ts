"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import type { PartReading } from "@/components/page-parts/part-failures";
import { useRows } from "@/components/resource-page/use-rows";
import { useSliced } from "@/components/ui/use-sliced";
import { scopeSearch } from "@/lib/client/url-state";
import type { Scoped } from "@/lib/core/scope";
import type { AccountLicense } from "@/lib/domain/licenses/account-licenses";
import { type LicenseConfiguration, licenseConfigurations } from "@/lib/resources/license-configurations";
import { type LicenseUse, licenseUsage } from "@/lib/resources/license-usage";
import { accountLicenseRows } from "@/lib/usecases/account-licenses";

export interface AccountLicenses {
  /** Null until they have been looked through. */
  lines: readonly Scoped<AccountLicense>[] | null;
  parts: readonly PartReading[];
}

/** What the account consumes of the license configurations in the chosen scopes. Reads the rows of this account alone. */
export function useAccountLicenses(account: string): AccountLicenses {
  const search = scopeSearch(new URLSearchParams(useSearchParams())).slice(1);
  const configurations = useRows<LicenseConfiguration>(licenseConfigurations, search);
  const uses = useRows<LicenseUse>(licenseUsage, [search, `filter.resourceAccount=${account}`].filter((part) => part !== "").join("&"));
  const lines = useSliced(
    useCallback(() => accountLicenseRows(account, uses.set, configurations.set), [account, uses.set, configurations.set]),
  );
  const parts = useMemo(() => [uses, configurations], [uses, configurations]);
  return { lines, parts };
}
