import "server-only";
import { setFlagsFromString } from "node:v8";

/**
 * Lets V8 collect garbage when memory has grown by half, not when it has tripled. A long listing leaves
 * hundreds of megabytes behind, of which hardly anything is alive; the processor time is about the same.
 */
export function collectEarly(): void {
  setFlagsFromString("--heap-growing-percent=60");
}
