import "server-only";
import { setFlagsFromString } from "node:v8";

/**
 * Makes V8 collect garbage when the heap has grown by 60 %, not when it has tripled: a long listing leaves hundreds of
 * megabytes of garbage. Processor time stays about the same.
 */
export function collectEarly(): void {
  setFlagsFromString("--heap-growing-percent=60");
}
