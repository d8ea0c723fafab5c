/**
 * A process that has the queue of a data directory, to be ended in the middle. It begins the request that it reads
 * from its input, if there is one, and prints its requests when nothing is left to do.
 */
import { json } from "node:stream/consumers";
import { z } from "zod";
import { awsReports } from "@/lib/server/report-queue/aws-reports";
import { parseReportJob } from "./job-body";
import { ReportQueue } from "./report-queue";
import { SILENT } from "./test-support";

const environment = z.object({ LEDGER_DATA_DIR: z.string(), PER_SECOND: z.coerce.number() });
const { LEDGER_DATA_DIR: dataDir, PER_SECOND: perSecond } = environment.parse(process.env);

const queue = await ReportQueue.open({
  dataDir,
  aws: awsReports({ burst: 50, perSecond, fromTheStart: true }),
  log: SILENT,
  mayWrite: () => true,
  isConfigured: async () => true,
  timing: { pollMs: [200, 400, 800], retryMs: 2_000, missingMs: 60_000 },
});
const wanted = await json(process.stdin);
if (wanted !== null) await queue.add(parseReportJob(wanted), "somebody");

const watching = setInterval(() => {
  if (!queue.list().every(({ finished }) => finished)) return;
  clearInterval(watching);
  process.stdout.write(`${JSON.stringify({ finished: queue.list() })}\n`);
  queue.close();
}, 50);
