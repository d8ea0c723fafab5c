/** The reference: the SDK alone, one page after the other, doing nothing with the rows but count them. */
import { EC2Client, paginateDescribeImageUsageReportEntries } from "@aws-sdk/client-ec2";

// Under throttling the usual three attempts may not do.
const client = new EC2Client({ region: "us-east-1", maxAttempts: 10 });

process.on("message", async (message) => {
  if (message !== "read") return;
  const start = performance.now();
  let rows = 0;
  for await (const page of paginateDescribeImageUsageReportEntries({ client, pageSize: 1_000 }, {}))
    rows += page.ImageUsageReportEntries?.length ?? 0;
  process.send?.({ rows, wallMs: performance.now() - start });
});
process.send?.("ready");
