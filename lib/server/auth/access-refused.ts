import "server-only";
import { namedError } from "@/lib/core/named-error";

/** Why a request is not served. */
export type RefusalCode = "NotSignedIn" | "NotAllowed" | "NotOperator" | "CrossSite" | "WrongHost";

/** A request is not served to whoever sent it. */
export class AccessRefused extends namedError("AccessRefused") {
  constructor(
    readonly code: RefusalCode,
    message: string,
  ) {
    super(message);
  }

  /** 401: signing in helps. 403: it does not. */
  get status(): 401 | 403 {
    return this.code === "NotSignedIn" ? 401 : 403;
  }
}
