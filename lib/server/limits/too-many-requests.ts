import "server-only";
import { namedError } from "@/lib/core/named-error";

/** A person has asked for more than one person may. */
export class TooManyRequests extends namedError("TooManyRequests") {
  constructor(
    rule: string,
    readonly retryAfterSeconds: number,
  ) {
    super(`${rule} Try again in ${retryAfterSeconds === 1 ? "a second" : `${retryAfterSeconds} seconds`}.`);
  }
}
