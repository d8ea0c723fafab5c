"use client";

import { PageSection, Quiet } from "@/components/page-parts/page-section";
import { PartsNote } from "@/components/page-parts/parts-note";
import { ShortTable } from "@/components/page-parts/short-table";
import { PageLink } from "@/components/ui/page-link";
import { isComplete } from "@/lib/dataset/reading";
import { type AccountLicense, accountLicenseColumns } from "@/lib/domain/licenses/account-licenses";
import type { AccountLicenses } from "./use-account-licenses";

const keyOf = ({ licenseConfigurationArn }: AccountLicense): string => licenseConfigurationArn;

/** Which licenses the account consumes: each configuration by itself, for units do not add up. */
export function AccountLicensesSection({ licenses, account }: { licenses: AccountLicenses; account: string }) {
  const { lines, parts } = licenses;
  return (
    <PageSection
      title="Licenses it consumes"
      actions={<PageLink href={`/license-usage?filter.resourceAccount=${account}`}>Each resource</PageLink>}
    >
      {lines !== null && lines.length > 0 && (
        <>
          <Quiet>Now, as License Manager counts; it keeps no history. Numbers of different counting types are not added.</Quiet>
          <ShortTable caption={`Licenses that ${account} consumes`} columns={accountLicenseColumns} rows={lines} rowKey={keyOf} />
        </>
      )}
      {lines?.length === 0 && parts.every(({ set }) => isComplete(set)) && (
        <Quiet>License Manager names no resource of this account, in the accounts and regions that are chosen.</Quiet>
      )}
      <PartsNote parts={parts} />
    </PageSection>
  );
}
