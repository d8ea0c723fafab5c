"use client";

import { CircleX } from "lucide-react";
import { usePathname } from "next/navigation";
import { accountLabel } from "@/components/ui/account-label";
import { useAccountNames } from "@/components/ui/account-names";
import { IntentLink } from "@/components/ui/intent-link";
import type { FailureKind } from "@/lib/core/row-events";
import { permissionChecks } from "@/lib/resources/permission-checks";
import { Answers, AwsWords, KeptNote, type KeptTimes } from "./aws-answers";
import { type FailureGroup, fewNames } from "./failure-groups";

const HINTS = {
  denied: "AWS refused these credentials there: the region may not be enabled for the account.",
  throttled: "AWS is limiting requests. Wait a minute, then retry.",
  unreachable: "AWS did not answer. Retry; if it stays so, look at the server's network and its endpoint settings.",
  expired: "Retry; if it stays so, the server's AWS credentials must be renewed.",
  invalid: "AWS did not accept a value. Correct the id or filter that it names.",
  unexpected: "Retry. If it keeps failing, report it to AWS or to whoever runs this server.",
  missing: "Nothing was read by that time. Choose a later one.",
} satisfies Record<FailureKind, string>;

const REFUSED = "A permission is missing there.";
const NOT_ENTERED =
  "The role in this account cannot be entered: its trust policy must let the server in, and the server must be allowed to.";
const ENTER = "sts:AssumeRole";

interface FailureLineProps {
  group: FailureGroup;
  /** Which list it is. */
  what?: string;
  keptAt: KeptTimes;
}

/** One account and cause: what is not complete, what to do, and AWS's own words. */
export function FailureLine({ group, what, keptAt }: FailureLineProps) {
  const names = useAccountNames();
  const pathname = usePathname();
  const { account, failures, actions, kind } = group;
  const [only] = failures.length === 1 ? failures : [];
  const regions = failures.map(({ scope }) => scope.region);
  // Beside other lists there is no room for AWS's own words on each.
  const isOneOfMany = what !== undefined;
  const who = account === null ? "" : `${accountLabel(names, account)}${only ? "," : ":"} `;
  return (
    <li className="flex gap-2 py-0.5">
      <CircleX aria-hidden className="mt-0.5 size-3.5 shrink-0 text-bad" />
      <div className="min-w-0 flex-1 break-words">
        <p>
          <strong className="font-semibold">
            {what && `${what}: `}
            {who}
            {fewNames(regions, 3)} {only ? "is" : "are"} not complete.
          </strong>{" "}
          {hint(group)}
          {actions.length > 0 && (
            <>
              {" "}
              Needed: <code className="font-mono text-xs">{actions.join(", ")}</code>.
            </>
          )}
          <KeptNote failures={failures} keptAt={keptAt} /> {only && !isOneOfMany && <AwsWords failure={only} />}
          {kind === "denied" && pathname !== permissionChecks.path && (
            <>
              {" "}
              <IntentLink href={permissionsOf(account, regions)} className="link underline underline-offset-3">
                Check its permissions
              </IntentLink>
            </>
          )}
        </p>
        {(!only || isOneOfMany) && <Answers failures={failures} keptAt={keptAt} />}
      </div>
    </li>
  );
}

function hint({ kind, actions, code, failures }: FailureGroup): string {
  if (actions.includes(ENTER)) return NOT_ENTERED;
  if (actions.length > 0) return REFUSED;
  if (/^(?:Credentials|Token)ProviderError$/.test(code)) return failures[0]?.error.message ?? HINTS[kind];
  return HINTS[kind];
}

function permissionsOf(account: string | null, regions: readonly string[]): string {
  const params = new URLSearchParams(account === null ? {} : { account });
  for (const region of regions) params.append("region", region);
  return `${permissionChecks.path}?${params}`;
}
