import type { Metadata } from "next";
import { importImageTasks } from "@/lib/resources/import-image-tasks";
import { ImportImageTasksView } from "./view";

export const metadata: Metadata = { title: importImageTasks.title };

export default function Page() {
  return <ImportImageTasksView />;
}
