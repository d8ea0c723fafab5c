import "server-only";
import { JournalUnwritable } from "@/lib/jobs/report-creation/journal";
import { RequestIdReused } from "@/lib/jobs/report-creation/report-queue";
import type { Person } from "@/lib/server/auth/person";
import { requireOperator } from "@/lib/server/auth/require-person";
import { refusalResponse } from "@/lib/server/refusal-response";
import { errorResponse } from "./error-response";
import { withPerson } from "./with-person";
import { guardWrite, WriteRefused } from "./write-guard";

/** A route that changes something: for operators, guarded, and with the refusals of its own. */
export function writeRoute<Rest extends unknown[]>(act: (http: Request, person: Person, ...rest: Rest) => Promise<Response>) {
  return withPerson<Rest>(async (http, _viewer, ...rest) => {
    try {
      const person = await requireOperator(http);
      guardWrite(http);
      return await act(http, person, ...rest);
    } catch (error) {
      return requestError(error);
    }
  });
}

/** Maps an error of a report request to a response. */
export function requestError(error: unknown): Response {
  if (error instanceof WriteRefused) return refusalResponse(error);
  if (error instanceof RequestIdReused) return refusalResponse({ status: 409, code: error.name, message: error.message });
  if (error instanceof JournalUnwritable) return refusalResponse({ status: 503, code: error.name, message: error.message });
  return errorResponse(error);
}
