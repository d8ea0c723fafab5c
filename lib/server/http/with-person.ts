import "server-only";
import { type Person, personName } from "@/lib/server/auth/person";
import { requirePerson } from "@/lib/server/auth/require-person";
import { checkNotStopping } from "@/lib/server/lifecycle/stopping";
import { rateLimitKey } from "@/lib/server/limits/rate-limit-key";
import { personLimits } from "@/lib/server/limits/server-limits";
import { withAccessLog } from "./access-log";

type Handler<Rest extends unknown[]> = (http: Request, person: Person, ...rest: Rest) => Promise<Response>;

/**
 * A route for people who may enter: it authenticates and counts the request before anything else, and refuses it once the server
 * is stopping.
 */
export function withPerson<Rest extends unknown[]>(handler: Handler<Rest>): (http: Request, ...rest: Rest) => Promise<Response> {
  return withAccessLog(async (entry, http, ...rest: Rest) => {
    checkNotStopping();
    const person = await requirePerson(http);
    entry.person = personName(person);
    entry.rateLimitKey = rateLimitKey(person, http.headers);
    if (entry.rateLimitKey !== null) personLimits.countRequest(entry.rateLimitKey);
    return handler(http, person, ...rest);
  });
}
