import { accountOrUnknown } from "@/components/ui/account-label";
import { useAccountNames } from "@/components/ui/account-names";
import { ToneIcon } from "@/components/ui/state-label";
import { formatCount } from "@/lib/core/format";
import type { Scoped } from "@/lib/core/scope";
import { isLiftedByPolicy, type MissingActions, missingActions } from "@/lib/resources/iam-policy";
import type { PermissionCheck } from "@/lib/resources/permission-checks";
import { PolicyText } from "./policy-text";

interface MissingPoliciesProps {
  rows: readonly Scoped<PermissionCheck>[];
  /** The rows are all there. */
  ready: boolean;
  /** Scopes that could not be entered. */
  failed: number;
}

/** What the roles lack, as a policy to copy: exactly the actions that AWS refused. */
export function MissingPolicies({ rows, ready, failed }: MissingPoliciesProps) {
  const missing = missingActions(rows);
  const needed = rows.filter(({ required }) => required);
  const others = needed.filter((check) => check.state === "denied" && !isLiftedByPolicy(check)).length;
  const unknown = needed.filter(({ state }) => state === "not known").length;
  return (
    <section aria-labelledby="missing" className="min-h-50 min-w-0">
      <h2 id="missing" className="font-semibold">
        What is missing?
      </h2>
      {ready ? (
        <>
          {rows.length > 0 && <Verdict missing={missing} denied={others > 0} />}
          <ul className="text-muted">
            {others > 0 && (
              <li>
                {formatCount(others, ["refusal has", "refusals have"])} another cause, which no policy lifts: a region that is not enabled,
                or an explicit deny.
              </li>
            )}
            {unknown > 0 && <li>{formatCount(unknown, ["action is", "actions are"])} not known: see the messages below.</li>}
            {failed > 0 && <li>{formatCount(failed, ["scope", "scopes"])} could not be checked at all: see above.</li>}
          </ul>
          {missing.map((one) => (
            <Missing key={one.accounts.join()} missing={one} open={missing.length === 1} />
          ))}
        </>
      ) : (
        <div aria-hidden className="skeleton mt-2 h-4 w-64 max-w-full" />
      )}
    </section>
  );
}

function Verdict({ missing, denied }: { missing: readonly MissingActions[]; denied: boolean }) {
  const isFine = missing.length === 0 && !denied;
  return (
    <p className="flex items-start gap-1.5">
      <span className="mt-0.5">
        <ToneIcon tone={isFine ? "good" : "bad"} />
      </span>
      {isFine
        ? "AWS refused nothing that is needed."
        : missing.length === 0
          ? "AWS refuses what no further policy would allow."
          : "AWS refuses what is needed. Add this to the role that reads:"}
    </p>
  );
}

function Missing({ missing: { accounts, actions, policy }, open }: { missing: MissingActions; open: boolean }) {
  const names = useAccountNames();
  const who = accounts.map((id) => accountOrUnknown(names, id));
  const label = who.length > 2 ? `${who[0]} and ${who.length - 1} other accounts` : who.join(" and ");
  const text = JSON.stringify(policy, null, 2);
  return (
    <details className="group/missing relative mt-1" open={open}>
      <summary className="min-h-6 w-fit max-w-[calc(100%-2.5rem)] break-words" title={who.join(", ")}>
        <strong className="font-medium">{label}</strong>{" "}
        <span className="text-muted">
          {actions.length === 1 ? (
            <code className="font-mono text-xs">{actions[0]}</code>
          ) : (
            formatCount(actions.length, ["action", "actions"])
          )}
        </span>
      </summary>
      <PolicyText label={`the policy for ${label}`} text={text} />
    </details>
  );
}
