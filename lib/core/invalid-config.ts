import { namedError } from "./named-error";

/** What is wrong with the environment: one line per fault. */
export class InvalidConfig extends namedError("InvalidConfig") {
  constructor(readonly faults: readonly string[]) {
    super(faults.join("\n"));
  }
}
