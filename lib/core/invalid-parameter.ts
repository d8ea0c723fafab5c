import { namedError } from "./named-error";

/** A parameter that AWS must not be asked with. Answered with status 400. */
export class InvalidParameter extends namedError("InvalidParameter") {
  constructor(
    readonly parameter: string,
    message: string,
  ) {
    super(message);
  }
}
