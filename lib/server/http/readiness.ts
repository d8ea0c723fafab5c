import "server-only";
import { InvalidConfig } from "@/lib/aws/sdk/variables";
import { readAuthConfig } from "@/lib/server/auth/read-auth-config";
import { readConfig } from "@/lib/server/config/config";
import { isStopping } from "@/lib/server/lifecycle/stopping";
import { NO_STORE } from "@/lib/server/refusal-response";

/**
 * Whether to send requests here: `{"status":"ready"}`, or with status 503 why not, in a sentence for anybody. AWS is not asked:
 * while it is down, or refuses the credentials, every server fares alike, and still has the rows that it kept.
 */
export function readiness(): Response {
  const reason = unreadyReason();
  return reason === null
    ? Response.json({ status: "ready" }, { headers: NO_STORE })
    : Response.json({ status: "not ready", reason }, { status: 503, headers: NO_STORE });
}

function unreadyReason(): string | null {
  if (isStopping()) return "The server is being stopped.";
  try {
    readConfig(process.env);
    readAuthConfig(process.env);
    return null;
  } catch (error) {
    // What is wrong may name an account; the log says it.
    if (error instanceof InvalidConfig) return "The configuration is not valid.";
    throw error;
  }
}
