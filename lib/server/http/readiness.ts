import "server-only";
import { credentialsFault } from "@/lib/aws/sdk/credentials-resolve";
import { isStopping } from "@/lib/server/lifecycle/stopping";
import { NO_STORE } from "@/lib/server/refusal-response";

/** Whether to send requests here: `{"status":"ready"}`, or with status 503 why not, in a sentence for anybody. */
export async function readiness(): Promise<Response> {
  const reason = isStopping() ? "The server is being stopped." : await credentialsFault();
  return reason === null
    ? Response.json({ status: "ready" }, { headers: NO_STORE })
    : Response.json({ status: "not ready", reason }, { status: 503, headers: NO_STORE });
}
