import { queryOptions } from "@tanstack/react-query";

/** What `GET /api/scopes` answers, as far as a page needs it. */
interface ConfiguredScopes {
  accounts: { id: string; name: string | null; arn: string }[];
  regions: string[];
}

/** What is configured to be read. It changes only when the server is started anew. */
export const scopesQuery = () =>
  queryOptions({
    queryKey: ["/scopes"],
    queryFn: async ({ signal }): Promise<ConfiguredScopes> => {
      const response = await fetch("/api/scopes", { signal });
      if (!response.ok) throw new Error(`The server answered with status ${response.status}.`);
      return response.json();
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
