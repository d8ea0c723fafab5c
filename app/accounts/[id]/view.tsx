"use client";

import { PageMessage } from "@/components/page-parts/page-message";
import { accountId } from "@/lib/resources/parameters";
import { isAccountId } from "@/lib/resources/thing-pages";
import { AccountPage } from "./account-page";

/** Everything known of one account that uses images or licenses. */
export function AccountView({ account }: { account: string }) {
  const id = account.replaceAll("-", "");
  if (!isAccountId(id)) {
    return (
      <PageMessage title={`“${account}” is no account id`} href="/image-usage-report-entries" link="To the usage by account">
        The address must name {accountId.expected}.
      </PageMessage>
    );
  }
  return <AccountPage account={id} />;
}
