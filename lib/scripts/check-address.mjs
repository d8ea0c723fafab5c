/** Loaded before the container's server: a port that cannot be had is a sentence, not a stack. */
import { checkAddress } from "./listen-address.mjs";

await checkAddress();
