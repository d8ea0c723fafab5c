import { accountOrUnknown } from "@/components/ui/account-label";
import { formatCount } from "@/lib/core/format";
import type { AccountNames } from "@/lib/core/scopes-answer";

/** What of an account matters for choosing. */
interface ChoosableAccount {
  /** Null where AWS has not said whose credentials these are: it can only be read together with all others. */
  id: string | null;
  regions: readonly string[];
}

export interface Choosable {
  accounts: readonly ChoosableAccount[];
  regions: readonly string[];
}

/** Which accounts are to be read, and in which regions. */
export interface ScopeChoice {
  accounts: readonly (string | null)[];
  regions: readonly string[];
}

export const everything = ({ accounts, regions }: Choosable): ScopeChoice => ({ accounts: accounts.map(({ id }) => id), regions });

/** The choice that stands in a query. What is not configured is not in it, so it may be empty. */
export function choiceOf(configured: Choosable, params: URLSearchParams): ScopeChoice {
  const all = everything(configured);
  const accounts = params.getAll("account");
  const regions = params.getAll("region");
  return {
    accounts: accounts.length === 0 ? all.accounts : all.accounts.filter((id) => id !== null && accounts.includes(id)),
    regions: regions.length === 0 ? all.regions : all.regions.filter((region) => regions.includes(region)),
  };
}

/** The same query with another choice: all accounts, or all regions, are not named. The open row is of the old choice. */
export function withChoice(configured: Choosable, params: URLSearchParams, { accounts, regions }: ScopeChoice): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const name of ["account", "region", "row"]) next.delete(name);
  if (accounts.length < configured.accounts.length) for (const id of accounts) if (id !== null) next.append("account", id);
  if (regions.length < configured.regions.length) for (const region of regions) next.append("region", region);
  return next;
}

/** How many scopes the choice reads: an account is read in those of the regions that it has. */
export function scopeCount({ accounts }: Choosable, choice: ScopeChoice): number {
  const chosen = accounts.filter(({ id }) => choice.accounts.includes(id));
  return chosen.reduce((sum, { regions }) => sum + regions.filter((region) => choice.regions.includes(region)).length, 0);
}

/** Why a choice cannot be read, or null. */
export function fault(configured: Choosable, choice: ScopeChoice): string | null {
  if (choice.accounts.length === 0) return "Choose at least one account";
  if (choice.regions.length === 0) return "Choose at least one region";
  if (scopeCount(configured, choice) === 0) return "The chosen accounts have none of these regions";
  if (choice.accounts.includes(null) && choice.accounts.length < configured.accounts.length)
    return "The account without an id can only be read with all others";
  return null;
}

/** The choice in words: `payments (1111-2222-3333)` and `2 of 5 regions`. */
export function choiceTexts(configured: Choosable, choice: ScopeChoice, names: AccountNames): { accounts: string; regions: string } {
  return { accounts: accountsText(configured, choice, names), regions: regionsText(configured, choice) };
}

function accountsText({ accounts }: Choosable, choice: ScopeChoice, names: AccountNames): string {
  const [only] = choice.accounts;
  if (only === undefined) return "Account not configured";
  if (choice.accounts.length === 1) return accountOrUnknown(names, only);
  if (choice.accounts.length === accounts.length) return formatCount(accounts.length, ["account", "accounts"]);
  return `${choice.accounts.length} of ${formatCount(accounts.length, ["account", "accounts"])}`;
}

/** Of the regions that the chosen accounts have. */
function regionsText({ accounts, regions }: Choosable, choice: ScopeChoice): string {
  const chosen = accounts.filter(({ id }) => choice.accounts.includes(id));
  const offered = chosen.length === 0 ? regions : regions.filter((region) => chosen.some((account) => account.regions.includes(region)));
  const wanted = offered.filter((region) => choice.regions.includes(region));
  if (wanted.length === 0) return "Region not configured";
  if (wanted.length === offered.length) return formatCount(offered.length, ["region", "regions"]);
  return `${wanted.length} of ${formatCount(offered.length, ["region", "regions"])}`;
}

const LAST_USED = "ami-ledger.last-scopes";
const MOST_KEPT = 4;

/** What was chosen here before, the latest first: queries such as `account=111122223333&region=us-east-1`. */
export function lastUsed(storage: Pick<Storage, "getItem">): string[] {
  try {
    const kept: unknown = JSON.parse(storage.getItem(LAST_USED) ?? "[]");
    return Array.isArray(kept) ? kept.filter((one) => typeof one === "string").slice(0, MOST_KEPT) : [];
  } catch {
    return [];
  }
}

/** Remembers a choice. Everything is not remembered: it is always offered. */
export function rememberUsed(storage: Pick<Storage, "getItem" | "setItem">, search: string): void {
  if (search === "") return;
  const kept = [search, ...lastUsed(storage).filter((other) => other !== search)].slice(0, MOST_KEPT);
  try {
    storage.setItem(LAST_USED, JSON.stringify(kept));
  } catch {
    // A browser may keep nothing. Then nothing is offered.
  }
}

/** Whether an account or a region is meant by what was typed: part of a name, or digits with or without dashes. */
export function matches(text: string, needle: string): boolean {
  const wanted = needle.trim().toLowerCase();
  const digits = wanted.replaceAll("-", "");
  return text.toLowerCase().includes(wanted) || (/^\d+$/.test(digits) && text.replaceAll("-", "").includes(digits));
}
