import { importImageTasksReader } from "@/lib/aws/operations/import-image-tasks";
import { importImageTasks } from "@/lib/resources/import-image-tasks";
import { methods } from "@/lib/server/http/methods";
import { rowsRoute } from "@/lib/server/http/rows-route";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: rowsRoute(importImageTasks, importImageTasksReader) });
