import { rowsRoute } from "@/lib/api/rows-route";
import { importImageTasksReader } from "@/lib/aws/import-image-tasks";
import { importImageTasks } from "@/lib/resources/import-image-tasks";

export const dynamic = "force-dynamic";

export const GET = rowsRoute(importImageTasks, importImageTasksReader);
