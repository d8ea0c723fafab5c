import { collectRoute } from "@/lib/server/collector/collect-route";
import { methods } from "@/lib/server/http/methods";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ POST: collectRoute });
