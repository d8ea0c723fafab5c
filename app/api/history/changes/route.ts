import { historyChanges } from "@/lib/resources/history-changes";
import { openChanges } from "@/lib/server/history/changes";
import { methods } from "@/lib/server/http/methods";
import { derivedRoute } from "@/lib/server/http/rows-route";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: derivedRoute(historyChanges, openChanges) });
