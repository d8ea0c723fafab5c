import { formatAccount } from "@/lib/core/format";
import type { AccountNames } from "@/lib/core/scopes-answer";

/** `payments (1111-2222-3333)`, or the digits alone where no name is known. */
export function accountLabel(names: AccountNames, id: string): string {
  const name = nameOf(names, id);
  return name === null ? formatAccount(id) : `${name} (${formatAccount(id)})`;
}

/** An account that may not be known: AWS does not always say whose credentials they are. */
export const accountOrUnknown = (names: AccountNames, id: string | null): string =>
  id === null ? "account unknown" : accountLabel(names, id);

export const nameOf = (names: AccountNames, id: string): string | null => (Object.hasOwn(names, id) ? (names[id] ?? null) : null);
