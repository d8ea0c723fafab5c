import "server-only";
import { namedError } from "@/lib/core/named-error";

/** A person is over a limit. */
export class TooManyRequests extends namedError("TooManyRequests") {
  constructor(
    rule: string,
    readonly retryAfterSeconds: number,
  ) {
    super(`${rule} Try again in ${retryAfterSeconds === 1 ? "a second" : `${retryAfterSeconds} seconds`}.`);
  }
}
