import { formatCount } from "@/lib/core/format";
import type { Unknown } from "@/lib/core/known";
import type { LiveProgress } from "@/lib/dataset/reading";

/** A reading in the words of a proof: how much of it is there. */
export interface Completeness {
  outcome: "complete" | "partial" | Unknown["state"];
  /** One sentence or more: what is there, and AWS's words on what is not. */
  words: string;
}

/** Whether all that was asked for arrived, in words that a printed page can stand on. */
export function completeness({ set, isFetching, error }: LiveProgress): Completeness {
  const scopes = formatCount(set.scopes.length, ["scope", "scopes"]);
  if (isFetching && set.end === null) return { outcome: "reading", words: "Still being read." };
  if (set.end?.complete) {
    const late = error === null ? "" : " A later reading failed.";
    return { outcome: "complete", words: `${scopes} read to the end.${late}` };
  }
  const failures = set.failures.map(({ scope, error: { code, message, requestId } }) => {
    const request = requestId === null ? "" : `, request id ${requestId}`;
    return `${scope.account ?? "account unknown"} ${scope.region}: ${code}, ${message.replace(/\.$/, "")}${request}.`;
  });
  const kept = set.kept.map(({ scope, readAt }) => `${scope.region} is shown as read at ${readAt}.`);
  if (failures.length === 0) {
    const why = error === null ? "The connection broke before the end." : `${error.message.replace(/\.$/, "")}.`;
    return { outcome: set.length > 0 ? "partial" : "failed", words: `Not complete. ${why}` };
  }
  const isDenied = set.failures.every(({ error: { kind } }) => kind === "denied");
  return {
    outcome: set.length > 0 || set.done.length > 0 ? "partial" : isDenied ? "not permitted" : "failed",
    words: [`Not complete: ${set.done.length} of ${scopes} read to the end.`, ...failures, ...kept].join(" "),
  };
}
