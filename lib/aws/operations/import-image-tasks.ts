import "server-only";
import { type ImportImageTask as AwsImportImageTask, DescribeImportImageTasksCommand, ImportImageTask$ } from "@aws-sdk/client-ec2";
import { ec2Reader } from "@/lib/aws/listing/reader";
import { plainRow } from "@/lib/aws/sdk/plain";
import { type ImportImageTask, importImageTasks } from "@/lib/resources/import-image-tasks";

const toRow = plainRow<AwsImportImageTask>(ImportImageTask$);

/** Reads DescribeImportImageTasks (EC2 API Reference). */
export const importImageTasksReader = ec2Reader<ImportImageTask>(importImageTasks, async (client, { ids, ...call }, options) => {
  const page = await client.send(new DescribeImportImageTasksCommand({ ...call, ImportTaskIds: ids["import-task-id"] }), options);
  return { rows: (page.ImportImageTasks ?? []).map(toRow), nextToken: page.NextToken };
});
