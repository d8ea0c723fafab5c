import { type NextRequest, NextResponse } from "next/server";
import { gate } from "@/lib/auth/gate";

/** Runs before every request, for there is no matcher: a path that nobody thought of is behind the gate too. */
export async function proxy(request: NextRequest): Promise<Response> {
  const { method, headers, nextUrl } = request;
  return (await gate({ method, headers, url: nextUrl })) ?? NextResponse.next();
}
