import "server-only";
import { configuredAccounts, scopesOf } from "@/lib/aws/accounts/scopes";
import { type Examined, examineScope } from "@/lib/aws/operations/examine-scope";
import { toScopeError } from "@/lib/aws/sdk/aws-errors";
import type { Scope } from "@/lib/core/scope";
import { databaseLocation } from "@/lib/server/store/database";
import { DatabaseTaken } from "@/lib/store/embedded/database-errors";
import { inspectDatabase } from "@/lib/store/inspect";
import { databaseLine, type Line, type ScopeName, scopeLines } from "./report";

/** Whatever may keep the ledger from its work, looked at once. Each line comes as soon as it is known. */
export async function* examine(signal: AbortSignal): AsyncGenerator<Line> {
  yield fine(`AMI Ledger on Node.js ${process.versions.node}, ${process.platform} ${process.arch}`);
  yield fine(`proxy: ${["HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY"].filter(isSet).join(", ") || "none"}`);
  yield await examineDatabase();
  yield* examineScopes(signal);
}

const fine = (text: string): Line => ({ text, isWrong: false });
const wrong = (text: string): Line => ({ text, isWrong: true });

const isSet = (name: string): boolean => Boolean(process.env[name] || process.env[name.toLowerCase()]);

async function examineDatabase(): Promise<Line> {
  const location = databaseLocation();
  try {
    return databaseLine(await inspectDatabase(location));
  } catch (error) {
    if (error instanceof DatabaseTaken) return fine("database: embedded, open in another process, such as the server");
    // What the driver says names the host and the user.
    const { code } = Object(error);
    return wrong(
      `database: ${"folder" in location ? "embedded" : "PostgreSQL"}, cannot be opened (${typeof code === "string" ? code : "no code"})`,
    );
  }
}

async function* examineScopes(signal: AbortSignal): AsyncGenerator<Line> {
  const accounts = await configuredAccounts().catch((error: unknown) => toScopeError(error).code);
  if (typeof accounts === "string") {
    yield wrong(`scopes: cannot be found out (${accounts})`);
    return;
  }
  for (const [index, account] of accounts.entries()) {
    for (const scope of scopesOf([account])) {
      const name = { account: index + 1, region: scope.region };
      if (account.refusal === null) yield* await scopeReport(name, scope, signal);
      else yield wrong(`account ${name.account}, ${name.region}: cannot be entered (${toScopeError(account.refusal).code})`);
    }
  }
}

async function scopeReport(name: ScopeName, scope: Scope, signal: AbortSignal): Promise<Line[]> {
  const examined: Examined[] = [];
  for await (const one of examineScope(scope, signal)) examined.push(one);
  return scopeLines(name, examined);
}
