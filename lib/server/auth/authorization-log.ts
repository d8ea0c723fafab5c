import "server-only";
import { processWide } from "@/lib/core/process-wide";
import { log } from "@/lib/server/observe/log";
import { currentRequest } from "@/lib/server/observe/request-log";
import type { AccessDecision } from "./authorize";
import { type Identity, identityName } from "./person";
import { REFUSAL_WORDS } from "./refusal-words";

const HOUR_MS = 60 * 60_000;
const MAX_KEPT = 1_000;

/** When each was last written, by person and reason. */
const written = processWide("authorization-log", () => new Map<string, number>());

/** Writes for the operator why somebody may not enter or may be less than they are, and what can be changed: once an hour for each. */
export function logDecision(identity: Identity, decision: AccessDecision): void {
  const reason = "refusal" in decision ? decision.refusal : decision.groupsDoubt;
  if (reason === null || !isDue(`${reason} ${identity.subject}`)) return;
  const { remedy } = REFUSAL_WORDS[reason];
  const message = "refusal" in decision ? "access refused" : "groups did not arrive";
  log().warn({ request: currentRequest()?.id ?? null, person: identityName(identity), reason, remedy }, message);
}

function isDue(key: string): boolean {
  const now = performance.now();
  if (now - (written.get(key) ?? Number.NEGATIVE_INFINITY) < HOUR_MS) return false;
  written.delete(key);
  written.set(key, now);
  const [oldest] = written.keys();
  if (written.size > MAX_KEPT && oldest !== undefined) written.delete(oldest);
  return true;
}
