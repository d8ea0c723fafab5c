import "server-only";
import type { ResponseMetadata } from "@smithy/types";
import { namedError } from "@/lib/core/named-error";

/** AWS answered with success, and the answer is not the operation's own document: a failure, never an empty list. */
export class UnreadableAnswer extends namedError("UnreadableAnswer") {
  /** Metadata of the response: status and request id. */
  $metadata: ResponseMetadata = {};
}
