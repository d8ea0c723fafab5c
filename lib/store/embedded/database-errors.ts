import { namedError } from "@/lib/core/named-error";

/** The database cannot be reached, or its folder not be opened. */
export class DatabaseUnavailable extends namedError("DatabaseUnavailable") {}

/** Another process has the folder of the embedded database open. */
export class DatabaseTaken extends namedError("DatabaseTaken") {}

/** PostgreSQL refused a statement. `code` is its SQLSTATE. */
export class DatabaseFault extends namedError("DatabaseFault") {
  readonly code: string | undefined;

  constructor({ message, ...rest }: { message: string; code?: string; detail?: string; constraint?: string }) {
    super(message);
    this.code = rest.code;
  }
}
