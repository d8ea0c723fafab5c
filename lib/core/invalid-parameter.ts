/** A parameter that AWS must not be asked with. Answered with status 400. */
export class InvalidParameter extends Error {
  override readonly name = "InvalidParameter";

  constructor(
    readonly parameter: string,
    message: string,
  ) {
    super(message);
  }
}
