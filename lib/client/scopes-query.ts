import { queryOptions } from "@tanstack/react-query";
import type { ScopesAnswer } from "@/lib/core/scopes-answer";
import { readRefusal } from "./fetch-events";

const FRESH_MS = 5 * 60_000;
/** The server asks anew for what failed after half a minute, and for names that were late at the next question. */
const ASK_AGAIN_MS = 30_000;
const NAMES_AGAIN_MS = 5_000;
const NAMES_TRIES = 3;

/** The configured scopes. They change only when the server restarts or an account enables a region. */
export const scopesQuery = () =>
  queryOptions({
    queryKey: ["/scopes"],
    queryFn: async ({ signal }): Promise<ScopesAnswer> => {
      const response = await fetch("/api/scopes", { signal });
      if (!response.ok) throw await readRefusal(response);
      return response.json();
    },
    staleTime: ({ state }) => (state.data?.accounts.some(({ error }) => error !== null) ? ASK_AGAIN_MS : FRESH_MS),
    refetchInterval: ({ state }) => (state.data && isNameless(state.data) && state.dataUpdateCount < NAMES_TRIES ? NAMES_AGAIN_MS : false),
  });

const isNameless = ({ accountNames }: ScopesAnswer): boolean => Object.keys(accountNames).length === 0;
