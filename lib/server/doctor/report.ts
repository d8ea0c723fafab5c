import "server-only";
import type { Examined } from "@/lib/aws/operations/examine-scope";
import type { FailureKind } from "@/lib/core/row-events";
import type { DatabaseState } from "@/lib/store/inspect";

/** A line of the report. */
export interface Line {
  text: string;
  /** Something that keeps the ledger from its work. */
  isWrong: boolean;
}

/** A scope without its account's number, so that a report can be shared: the accounts are counted. */
export interface ScopeName {
  account: number;
  region: string;
}

/** AWS refuses a call whose time is more than five minutes off (Signature Version 4). */
const MAX_SKEW_MS = 5 * 60_000;
/** A clock that is as wrong as this is on its way there. */
const DOUBTFUL_SKEW_MS = 30_000;

const FAILURES: Readonly<Record<FailureKind, string>> = {
  denied: "not permitted",
  throttled: "throttled",
  unreachable: "not reached",
  expired: "credentials or token expired",
  invalid: "refused as invalid",
  unexpected: "failed",
  missing: "not read",
};

/** One line for each operation of a scope, and one for its clock. */
export function scopeLines({ account, region }: ScopeName, examined: readonly Examined[]): Line[] {
  const lines = examined.map((one) => ({ text: `  ${one.path.slice(1)}: ${said(one)}`, isWrong: isWrong(one) }));
  return [{ text: `account ${account}, ${region}`, isWrong: false }, ...lines, ...clockLines(examined)];
}

const isWrong = ({ outcome }: Examined): boolean => outcome !== "read" && outcome !== "skipped";

function said(one: Examined): string {
  if (one.outcome === "skipped") return "not asked, since no image or license configuration is known here";
  const calls = `${plural(one.calls, "call")}${one.throttles > 0 ? `, ${one.throttles} throttled` : ""}`;
  if (one.outcome !== "read")
    return `${FAILURES[one.outcome]} (${one.code ?? "no code"}), ${calls}${one.unreadable ? `. ${one.unreadable}` : ""}`;
  const reader = one.reader === null ? "" : `, ${one.reader === "fast" ? "fast reader" : "SDK's reader"}`;
  return `reached and permitted, ${plural(one.rows, "row")} of a page of ${one.pageSize ?? "any size"}, ${calls}${reader}${shapeWords(one)}`;
}

function shapeWords({ shape, rows }: Examined): string {
  if (shape === null) return "";
  if (shape.added.length === 0 && (shape.absent.length === 0 || rows === 0)) return rows === 0 ? "" : ", every member as expected";
  const added = shape.added.length === 0 ? "" : `, new: ${shape.added.join(" ")}`;
  return `${added}${shape.absent.length === 0 || rows === 0 ? "" : `, absent: ${shape.absent.join(" ")}`}`;
}

function clockLines(examined: readonly Examined[]): Line[] {
  const skews = examined.flatMap(({ skewMs }) => skewMs ?? []);
  if (skews.length === 0) return [];
  const skew = skews.reduce((worst, one) => (Math.abs(one) > Math.abs(worst) ? one : worst));
  const seconds = Math.round(Math.abs(skew) / 1000);
  if (Math.abs(skew) < DOUBTFUL_SKEW_MS) return [{ text: "  clock: right", isWrong: false }];
  const direction = skew > 0 ? "fast" : "slow";
  return [{ text: `  clock: ${seconds} s ${direction}, and AWS refuses calls from ${MAX_SKEW_MS / 60_000} min`, isWrong: true }];
}

export function databaseLine({ engine, version, migrations }: DatabaseState): Line {
  if (version === null) return { text: `database: ${engine}, not made yet: the server makes it`, isWrong: false };
  const { done, missing } = migrations;
  const rest = missing === 0 ? "" : `, ${missing} to do: the server does them at its start`;
  return { text: `database: ${engine} ${version}, reached, ${plural(done, "migration")} done${rest}`, isWrong: false };
}

export const plural = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? "" : "s"}`;
