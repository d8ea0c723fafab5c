import { importImageTasksReader } from "@/lib/aws/operations/import-image-tasks";
import { importImageTasks } from "@/lib/resources/import-image-tasks";
import { rowsRoute } from "@/lib/server/http/rows-route";

export const dynamic = "force-dynamic";

export const GET = rowsRoute(importImageTasks, importImageTasksReader);
