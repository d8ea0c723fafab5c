import { queryOptions } from "@tanstack/react-query";
import type { ScopeError } from "@/lib/core/row-events";
import type { Scope } from "@/lib/core/scope";
import { readRefusal } from "./fetch-events";

/** An account that is read. */
interface ScopeAccount {
  /** 12 digits, or null where AWS has not said whose credentials these are. */
  id: string | null;
  name: string | null;
  arn: string | null;
  regions: string[];
  /** Why its regions could not be found out. */
  error: ScopeError | null;
}

/** What `GET /api/scopes` answers, as far as a page needs it. */
export interface ConfiguredScopes {
  accounts: ScopeAccount[];
  regions: string[];
  scopes: Scope[];
  /** Every account whose name is known, read or not. By its 12 digits. */
  accountNames: Readonly<Record<string, string>>;
  /** Whether reports may be created and deleted from here. */
  writes: "allowed" | "off";
  /** How old the lists may be that a verdict rests on. */
  verdictMaxHours: number;
}

const FRESH_MS = 5 * 60_000;
/** The server asks anew for what failed after half a minute, and for names that were late at the next question. */
const ASK_AGAIN_MS = 30_000;
const NAMES_AGAIN_MS = 5_000;
const NAMES_TRIES = 3;

/** What is configured to be read. It changes little: when the server is started anew, or an account enables a region. */
export const scopesQuery = () =>
  queryOptions({
    queryKey: ["/scopes"],
    queryFn: async ({ signal }): Promise<ConfiguredScopes> => {
      const response = await fetch("/api/scopes", { signal });
      if (!response.ok) throw await readRefusal(response);
      return response.json();
    },
    staleTime: ({ state }) => (state.data?.accounts.some(({ error }) => error !== null) ? ASK_AGAIN_MS : FRESH_MS),
    refetchInterval: ({ state }) => (state.data && isNameless(state.data) && state.dataUpdateCount < NAMES_TRIES ? NAMES_AGAIN_MS : false),
  });

const isNameless = ({ accountNames }: ConfiguredScopes): boolean => Object.keys(accountNames).length === 0;
