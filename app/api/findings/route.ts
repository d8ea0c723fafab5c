import { findings } from "@/lib/resources/findings";
import { readFindings } from "@/lib/server/derived/findings";
import { methods } from "@/lib/server/http/methods";
import { combinedRoute } from "@/lib/server/http/rows-route";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: combinedRoute(findings, readFindings) });
