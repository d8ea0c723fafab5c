"use client";

import { useQuery } from "@tanstack/react-query";
import { scopesQuery } from "@/lib/client/scopes-query";
import type { Scope } from "@/lib/core/scope";
import { AccountText } from "./cells";
import { EvidenceSection } from "./evidence-section";
import type { NamedReading } from "./named-reading";
import { ReadingsTable } from "./readings-table";

interface ProvenanceSectionProps {
  scope: Scope;
  owner: string;
  readings: readonly NamedReading[];
}

/** As whom, where, when and with which calls all of this was read, and whether all of it arrived. */
export function ProvenanceSection({ scope, owner, readings }: ProvenanceSectionProps) {
  const { data } = useQuery(scopesQuery());
  const caller = data?.accounts.find(({ id }) => id === scope.account);
  return (
    <EvidenceSection title="How it was read">
      <dl className="facts pb-2">
        <dt className="text-muted">Read as</dt>
        <dd>
          <AccountText id={scope.account} />
        </dd>
        <dt className="text-muted">Caller identity</dt>
        <dd className="min-w-0 break-all">
          {data === undefined ? "Being asked for" : (caller?.arn ?? "AWS has not said whose credentials these are")}
        </dd>
        <dt className="text-muted">Region</dt>
        <dd>{scope.region}</dd>
        {scope.account !== null && scope.account !== owner && (
          <>
            <dt className="text-muted">Shared</dt>
            <dd>
              The owner is another account, <AccountText id={owner} />. AWS does not document what it shows of others’ use to an account
              that a configuration is shared with: the owner’s own listing may hold more.
            </dd>
          </>
        )}
      </dl>
      <ReadingsTable readings={readings} />
    </EvidenceSection>
  );
}
