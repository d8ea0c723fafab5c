"use client";

import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { PageColumn } from "@/components/page-parts/page-column";
import { PageSkeleton } from "@/components/page-parts/page-skeleton";
import { PartFailures } from "@/components/page-parts/part-failures";
import { ThingHeader } from "@/components/page-parts/thing-header";
import { useFleet } from "@/components/page-parts/use-fleet";
import { nameOf } from "@/components/ui/account-label";
import { useAccountNames } from "@/components/ui/account-names";
import { CopyButton } from "@/components/ui/copy-button";
import { PageLink } from "@/components/ui/page-link";
import { useSliced } from "@/components/ui/use-sliced";
import { scopesQuery } from "@/lib/client/scopes-query";
import { formatAccount } from "@/lib/core/format";
import { accountUsage } from "@/lib/domain/images/account-usage";
import { AccountLicensesSection } from "./account-licenses-section";
import { ImagesSection } from "./images-section";
import { OwnerMessage } from "./owner-message";
import { UnknownImages } from "./unknown-images";
import { useAccountLicenses } from "./use-account-licenses";

/** One account: which images it uses, which licenses it consumes, and what to write to its owner. */
export function AccountPage({ account }: { account: string }) {
  const { data: scopes } = useQuery(scopesQuery());
  // Whoever owns images is told by its own references; of all others only reports speak.
  const fleet = useFleet({ ownSide: scopes?.accounts.some(({ id }) => id === account) === true });
  const licenses = useAccountLicenses(account);
  const name = nameOf(useAccountNames(), account);
  const { evidences, isWhole, moment, isReading } = fleet;
  const usage = useSliced(
    useCallback(() => accountUsage({ evidences: evidences ?? [], isWhole }, account, moment), [evidences, isWhole, account, moment]),
  );
  const parts = useMemo(() => [...fleet.parts, ...licenses.parts], [fleet.parts, licenses.parts]);
  const refresh = () => {
    for (const part of parts) part.refresh();
  };
  return (
    <PageColumn
      header={
        <ThingHeader
          title={name ?? formatAccount(account)}
          parts={parts}
          fetching={parts.some(({ isFetching }) => isFetching)}
          onRefresh={refresh}
          actions={
            <PageLink href={`/image-usage-report-entries?filter.account-id=${account}`} className="button">
              All entries
            </PageLink>
          }
        >
          <span className="flex items-center tabular-nums">
            {name === null ? "No name is known of this account" : formatAccount(account)}{" "}
            <CopyButton text={account} what="account id" className="-my-1" />
          </span>
        </ThingHeader>
      }
    >
      <PartFailures parts={parts} />
      {usage === null || evidences === null ? (
        <PageSkeleton />
      ) : (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-8 px-4 py-5 sm:px-6">
          <ImagesSection usage={usage} reading={isReading} />
          <UnknownImages usage={usage} reading={isReading} />
          <AccountLicensesSection licenses={licenses} account={account} />
          <OwnerMessage usage={usage} name={name} reading={isReading} />
        </div>
      )}
    </PageColumn>
  );
}
