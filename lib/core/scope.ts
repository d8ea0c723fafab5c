/** One account in one region: the unit that is read, fails and is retried on its own. */
export interface Scope {
  /** 12 digits, or null where AWS has not said whose credentials these are. */
  account: string | null;
  region: string;
}

/** A row together with the scope it was read from. */
export type Scoped<Row> = Row & { scope: Scope };

/** A key for a scope, unique among scopes. */
export const scopeKey = ({ account, region }: Scope): string => `${account ?? "unknown"}/${region}`;
