import "server-only";

/** An error as the log has it. */
export interface ErrorFields {
  name: string;
  code?: string;
  message: string;
  /** Frames alone, without the message that V8 repeats above them. */
  stack: string[];
  cause?: ErrorFields;
}

/**
 * The parts of an error that hold no data. The SDK attaches the signed request and the raw answer to its errors, and the
 * JSON parser quotes what it could not read.
 */
export function errorFields(error: unknown): ErrorFields {
  if (!(error instanceof Error)) return { name: typeof error, message: "Something other than an error was thrown.", stack: [] };
  const { code } = error as NodeJS.ErrnoException;
  return {
    name: error.name,
    ...(typeof code === "string" && { code }),
    message: error instanceof SyntaxError ? "" : error.message,
    stack: (error.stack ?? "")
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line.startsWith("at ")),
    ...(error.cause instanceof Error && error.cause !== error && { cause: errorFields(error.cause) }),
  };
}
