/**
 * `npm run doctor`: one small read of every operation in every configured scope, the clock, the proxy and the database. What it
 * prints names no account, id or ARN, so that it can be shared. Ends with 1 where something is wrong.
 */
import { existsSync } from "node:fs";
import { checkVariables } from "@/lib/server/lifecycle/check-config";
import { followOutboundProxy } from "@/lib/server/lifecycle/outbound-proxy";
import { examine } from "./examine";
import { plural } from "./report";

/** As Next.js reads them. What is set already stays. */
for (const file of [".env.production.local", ".env.local", ".env.production", ".env"]) if (existsSync(file)) process.loadEnvFile(file);

checkVariables();
followOutboundProxy();
let faults = 0;
for await (const { text, isWrong } of examine(new AbortController().signal)) {
  console.log(isWrong ? `${text}   <-- wrong` : text);
  if (isWrong) faults += 1;
}
console.log(faults === 0 ? "Nothing is wrong." : `${plural(faults, "line")} above ${faults === 1 ? "is" : "are"} wrong.`);
process.exit(faults === 0 ? 0 : 1);
