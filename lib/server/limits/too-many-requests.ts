import "server-only";

/** A person has asked for more than one person may. */
export class TooManyRequests extends Error {
  override readonly name = "TooManyRequests";

  constructor(
    rule: string,
    readonly retryAfterSeconds: number,
  ) {
    super(`${rule} Try again in ${retryAfterSeconds === 1 ? "a second" : `${retryAfterSeconds} seconds`}.`);
  }
}
