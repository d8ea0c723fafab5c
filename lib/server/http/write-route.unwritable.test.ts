import { devNull } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { GET, POST } from "@/app/api/report-requests/route";
import { newJob, ownImages, REGION } from "@/lib/jobs/report-creation/test-support";
import { startAws } from "./test-support";

const aws = await startAws({ [REGION]: { images: ownImages(1) } });
Object.assign(process.env, { LEDGER_ALLOW_WRITES: "true", LEDGER_DATA_DIR: join(devNull, "ledger") });

it("refuses to ask for reports where it cannot be written down, and names the variable, not the path", async () => {
  const headers = { host: "127.0.0.1", origin: "http://127.0.0.1", "content-type": "application/json" };
  const answer = await POST(new Request("http://127.0.0.1/", { method: "POST", headers, body: JSON.stringify(newJob(1)) }));
  const body = await answer.text();

  expect(answer.status).toBe(503);
  expect(JSON.parse(body)).toMatchObject({ error: { code: "JournalUnwritable", message: expect.stringContaining("LEDGER_DATA_DIR") } });
  expect(body).not.toContain(devNull);
  expect((await GET(new Request("http://127.0.0.1/", { headers: { host: "127.0.0.1" } }))).status).toBe(503);
  expect(aws.dataCalls().filter(({ service }) => service === "ec2")).toEqual([]);
});
