import "server-only";
import { AccessRefused } from "@/lib/auth/access-refused";
import { refusalResponse } from "@/lib/auth/refusal-response";
import { NoRegion } from "@/lib/aws/default-region";
import { InvalidConfig } from "@/lib/config";
import { InvalidParameter } from "@/lib/read-request";

/** What a route answers when it cannot answer with rows: `{"error":{"code","parameter","message"}}`, never a stack. */
export function errorResponse(error: unknown): Response {
  if (error instanceof InvalidParameter) {
    return answer(400, { code: error.name, parameter: error.parameter, message: error.message });
  }
  if (error instanceof InvalidConfig || error instanceof NoRegion) {
    return answer(500, { code: error.name, parameter: null, message: error.message });
  }
  if (error instanceof AccessRefused) return refusalResponse(error);
  console.error(error);
  return answer(500, { code: "Internal", parameter: null, message: "The server failed. Its log says why." });
}

function answer(status: number, error: { code: string; parameter: string | null; message: string }): Response {
  return Response.json({ error }, { status, headers: NO_STORE });
}

/** Rows are for the person who asked and for now. */
export const NO_STORE = { "Cache-Control": "private, no-store" };
