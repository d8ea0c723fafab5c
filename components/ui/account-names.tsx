"use client";

import { useQuery } from "@tanstack/react-query";
import { createContext, use } from "react";
import { scopesQuery } from "@/lib/client/scopes-query";
import { formatAccount } from "@/lib/core/format";
import type { AccountNames } from "@/lib/core/scopes-answer";
import { accountLabel, nameOf } from "./account-label";

const NO_NAMES: AccountNames = {};
const Names = createContext<AccountNames>(NO_NAMES);

/** Asks for the names of accounts once, for everything that is shown. */
export function AccountNamesProvider({ children }: { children: React.ReactNode }) {
  const { data } = useQuery(scopesQuery());
  return <Names value={data?.accountNames ?? NO_NAMES}>{children}</Names>;
}

/** The names of accounts that are known by now: none at first, and the same object until there are others. */
export const useAccountNames = (): AccountNames => use(Names);

/** An account by its name and digits, on one line. The digits are quieter, and the first to go where it is narrow. */
export function Account({ id }: { id: string }) {
  const names = useAccountNames();
  const name = nameOf(names, id);
  return (
    <span className="truncate" title={accountLabel(names, id)}>
      {name === null ? formatAccount(id) : <>{name} </>}
      {name !== null && <span className="text-muted">({formatAccount(id)})</span>}
    </span>
  );
}
