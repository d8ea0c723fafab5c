"use client";

import { queryOptions, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { known, type Unknown } from "@/lib/core/known";
import type { OrganizationAnswer } from "@/lib/core/organization";
import type { ScopeError } from "@/lib/core/row-events";
import { type Organization, unknownOrganization } from "@/lib/domain/images/organization";

const FRESH_MS = 60 * 60_000;

/** Why the organization is not known, as the server tells it. */
class Refused extends Error {
  constructor(readonly refusal: Partial<ScopeError>) {
    super(refusal.message ?? "The organization could not be read.");
  }
}

const organizationQuery = () =>
  queryOptions({
    queryKey: ["/organization"],
    queryFn: async ({ signal }): Promise<OrganizationAnswer> => {
      const response = await fetch("/api/organization", { signal });
      if (response.ok) return response.json();
      const answer: { error?: Partial<ScopeError> } = await response.json().catch(() => ({}));
      throw new Refused(answer.error ?? {});
    },
    retry: false,
    staleTime: FRESH_MS,
  });

/** The accounts of the organization and where in it they are, or why that is not known. */
export function useOrganization(): Organization {
  const { data, error } = useQuery(organizationQuery());
  return useMemo(() => {
    if (data) return known(data.accounts);
    return error === null ? READING : unknownOrganization(error instanceof Refused ? error.refusal : { message: error.message });
  }, [data, error]);
}

const READING: Unknown = { state: "reading", why: "The organization is still being read." };
