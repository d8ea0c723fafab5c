import { collectRoute } from "@/lib/server/http/collect-route";
import { methods } from "@/lib/server/http/methods";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ POST: collectRoute });
