import "server-only";
import { type ImportImageTask as AwsImportImageTask, DescribeImportImageTasksCommand, ImportImageTask$ } from "@aws-sdk/client-ec2";
import { type ImportImageTask, importImageTasks } from "@/lib/resources/import-image-tasks";
import { plainRow } from "./plain";
import { ec2Reader } from "./reader";

const toRow = plainRow<AwsImportImageTask>(ImportImageTask$);

/** Reads DescribeImportImageTasks (EC2 API Reference). */
export const importImageTasksReader = ec2Reader<ImportImageTask>(importImageTasks, async (client, { ids, ...call }, options) => {
  const page = await client.send(new DescribeImportImageTasksCommand({ ...call, ImportTaskIds: ids["import-task-id"] }), options);
  return { rows: (page.ImportImageTasks ?? []).map(toRow), nextToken: page.NextToken };
});
