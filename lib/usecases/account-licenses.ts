import type { Scoped } from "@/lib/core/scope";
import type { Sliced } from "@/lib/core/slices";
import type { Reading } from "@/lib/dataset/reading";
import { type AccountLicense, accountLicenses } from "@/lib/domain/licenses/account-licenses";
import { rowsListedOnce } from "@/lib/domain/licenses/listed-once";
import type { LicenseConfiguration } from "@/lib/resources/license-configurations";
import type { LicenseUse } from "@/lib/resources/license-usage";

/** Licenses that an account consumes, by configuration, of the rows that have arrived. A shared configuration counts once. */
export function* accountLicenseRows(
  account: string,
  usage: Reading<LicenseUse>,
  configurations: Reading<LicenseConfiguration>,
): Sliced<Scoped<AccountLicense>[]> {
  return accountLicenses(account, yield* rowsListedOnce(usage.table, usage.length), configurations.table.rows());
}
