import "server-only";
import { type Person, personName } from "@/lib/server/auth/person";
import { requirePerson } from "@/lib/server/auth/require-person";
import { checkNotStopping } from "@/lib/server/lifecycle/stopping";
import { rateLimitKey } from "@/lib/server/limits/rate-limit-key";
import { personLimits } from "@/lib/server/limits/server-limits";
import { noted } from "./access-log";

type Handler<Rest extends unknown[]> = (http: Request, person: Person, ...rest: Rest) => Promise<Response>;

/**
 * A route for people who may enter: who asks is found out and counted before anything else is done, and a server
 * that is being stopped answers nothing any more.
 */
export function observed<Rest extends unknown[]>(handler: Handler<Rest>): (http: Request, ...rest: Rest) => Promise<Response> {
  return noted(async (note, http, ...rest: Rest) => {
    checkNotStopping();
    const person = await requirePerson(http);
    note.person = personName(person);
    note.countedAs = rateLimitKey(person, http.headers);
    if (note.countedAs !== null) personLimits.countRequest(note.countedAs);
    return handler(http, person, ...rest);
  });
}
