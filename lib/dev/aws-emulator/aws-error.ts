/** A refusal in AWS's words. Each protocol writes it in its own form. */
export class AwsError extends Error {
  constructor(
    /** AWS's error code, such as `InvalidAMIID.Malformed`. */
    readonly code: string,
    message: string,
    /** HTTP status. */
    readonly status = 400,
  ) {
    super(message);
    this.name = "AwsError";
  }
}
