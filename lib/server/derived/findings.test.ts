import { beforeEach, describe, expect, it } from "vitest";
import { GET as findingsRoute } from "@/app/api/findings/route";
import { GET as verdictsRoute } from "@/app/api/image-verdicts/route";
import type { Scoped } from "@/lib/core/scope";
import type { RegionWorld } from "@/lib/dev/aws-emulator/world";
import { FINDING_CODES, type Finding, SEVERITIES } from "@/lib/resources/findings";
import type { ImageVerdict } from "@/lib/resources/image-verdicts";
import { ACCOUNT, request, startAws } from "@/lib/server/http/test-support";

const aws = await startAws({ "us-east-1": region("us-east-1", 3), "eu-west-3": region("eu-west-3", 2) });
beforeEach(() => aws.reset());

describe("the findings of several regions", () => {
  it("are streamed between a first line that names the scopes and a last that says that all were read", async () => {
    const lines = await streamed();
    const done = lines.flatMap((line) => (line.type === "done" ? [line.scope] : []));

    expect(lines.at(0)).toEqual({ type: "start", at: expect.any(String), scopes: done });
    expect(done).toHaveLength(2);
    expect(lines.at(-1)).toEqual({ type: "end", complete: true, truncated: false, rows: rowsIn(lines).length });
    expect(lines.find(({ type }) => type === "done")).toMatchObject({ nextToken: null, readAt: expect.any(String), source: "aws" });
  });

  it("come under the scope that they are about, or under none", async () => {
    const lines = await streamed();

    for (const line of lines) {
      if (line.type === "rows") expect(line.rows.map(({ scope }) => scope)).toEqual(line.rows.map(() => line.scope));
    }
    expect(new Set(rowsIn(lines).map(({ scope }) => scope?.region))).toEqual(new Set(["us-east-1", "eu-west-3", undefined]));
  });

  it("are given before the lists are read that others follow from", async () => {
    aws.faults.push({ kind: "slow", operation: "DescribeImageReferences", ms: 300 });
    const answer = await findingsRoute(request());
    const first = await firstRowsOf(answer);

    expect(first).toContain('"code":"license-');
    expect(first).not.toContain('"code":"use-unknown-');
  });

  it("are the same in every format, in a file the worst first", async () => {
    const { rows } = await json();
    const lines = (await (await findingsRoute(request("format=csv"))).text()).trim().split("\r\n");

    expect(keys(rows).toSorted()).toEqual(keys(rowsIn(await streamed())).toSorted());
    expect(lines.length - 1).toBe(rows.length);
    expect(rows.map(rank)).toEqual(rows.map(rank).toSorted((a, b) => a - b));
    expect(lines[0]).toBe("severity,code,message,subjectKind,subjectId,subjectName,since,href,region,account");
    expect(lines.map((line) => line.split(",")[1])).toEqual(["code", ...rows.map(({ code }) => code)]);
  });

  it("count each image that the verdicts call unknown once", async () => {
    const { rows } = await json();
    const verdicts: { rows: Scoped<ImageVerdict>[] } = await (await verdictsRoute(request("format=json"))).json();
    const unknown = rows.filter(({ code }) => code.startsWith("use-unknown-"));

    expect(unknown.reduce((sum, finding) => sum + sizeOf(finding), 0)).toBe(
      verdicts.rows.filter(({ verdict }) => verdict === "unknown").length,
    );
  });

  it("lead to their rows in the scopes that were asked for", async () => {
    const { rows } = await json("region=eu-west-3");

    expect(rows.map(({ code }) => code)).toEqual([
      "license-over-limit",
      "use-unknown-report-missing",
      "fast-launch-enabled-failed",
      "import-failed",
    ]);
    for (const { href } of rows) expect(new URL(href, "http://ledger.test").searchParams.getAll("region")).toEqual(["eu-west-3"]);
  });
});

describe("a request for findings", () => {
  it("gives those of the severities and codes that it names", async () => {
    const { rows } = await json("severity=costs-money&severity=info&code=license-over-limit&code=import-failed");

    expect(new Set(rows.map(({ code }) => code))).toEqual(new Set(["license-over-limit", "import-failed"]));
    expect(new Set(rows.map(({ severity }) => severity))).toEqual(new Set(["costs-money", "info"]));
    expect((await json("severity=blocks-removal&code=import-failed")).rows).toEqual([]);
  });

  it.each([
    ["severity", "severity=bad", SEVERITIES.join(", ")],
    ["code", "code=license-over-limit&code=constructor", FINDING_CODES.join(", ")],
    ["max-items", "max-items=3", "severity"],
    ["region", "region=moon-1", "us-east-1"],
  ])("is refused for a wrong %s before AWS is asked", async (parameter, query, expected) => {
    const answer = await findingsRoute(request(query));

    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({ error: { code: "InvalidParameter", parameter, message: expect.stringContaining(expected) } });
    expect(aws.dataCalls()).toEqual([]);
  });
});

describe("where a list fails in one scope", () => {
  beforeEach(() => {
    aws.faults.push({ kind: "deny", operation: "DescribeImages", region: "us-east-1" });
  });

  it("the scope is named, and what is counted is at least so much", async () => {
    const { rows, complete, failures } = await json();
    const images = rows.filter(({ code }) => code === "use-unknown-report-missing");

    expect(complete).toBe(false);
    expect(failures).toEqual([{ scope: { account: ACCOUNT, region: "us-east-1" }, error: expect.objectContaining({ kind: "denied" }) }]);
    expect(images.map(({ message }) => message)).toEqual([expect.stringMatching(/^At least 2 images /)]);
  });

  it("what follows from other lists is exact", async () => {
    const others = ({ code }: Finding) => code.startsWith("license-") || code === "import-failed";
    const found = (await json()).rows.filter(others);
    aws.reset();

    expect(found).toHaveLength(3);
    expect(found).toEqual((await json()).rows.filter(others));
  });

  it("a file is refused unless a partial one is allowed", async () => {
    expect((await findingsRoute(request("format=csv"))).status).toBe(502);
    expect((await findingsRoute(request("format=json&partial=refuse"))).status).toBe(502);
    const partial = await findingsRoute(request("format=csv&partial=allow"));

    expect([partial.status, partial.headers.get("content-disposition")]).toEqual([200, expect.stringContaining("_partial")]);
  });
});

/** So many images without a report, a configuration over its limit, a failed import and an image without fast launch. */
function region(name: string, images: number): Partial<RegionWorld> {
  const arn = `arn:aws:license-manager:${name}:${ACCOUNT}:license-configuration:lic-${name.replaceAll("-", "")}`;
  return {
    images: Array.from({ length: images }, (_, place) => ({
      ImageId: `ami-${name === "us-east-1" ? 1 : 2}000000${place}`,
      OwnerId: ACCOUNT,
      Name: `golden-${place}`,
      State: "available",
    })),
    licenseConfigurations: [{ LicenseConfigurationArn: arn, Name: `SQL Server ${name}`, LicenseCount: 0, ConsumedLicenses: 3 }],
    importImageTasks: [
      { ImportTaskId: `import-ami-${name === "us-east-1" ? 1 : 2}`, Status: "deleted", StatusMessage: "ClientError: no kernel" },
    ],
    fastLaunchImages: [{ ImageId: "ami-10000000", State: "enabled-failed", StateTransitionReason: `no capacity in ${name}` }],
  };
}

type Line =
  | { type: "start"; at: string; scopes: Finding["scope"][] }
  | { type: "rows"; scope: Finding["scope"]; rows: Finding[] }
  | { type: "done" | "failed"; scope: Finding["scope"] }
  | { type: "end" };

async function streamed(): Promise<Line[]> {
  const text = await (await findingsRoute(request())).text();
  return text
    .trimEnd()
    .split("\n")
    .map((line): Line => JSON.parse(line));
}

const rowsIn = (lines: readonly Line[]): Finding[] => lines.flatMap((line) => (line.type === "rows" ? line.rows : []));

async function json(query = ""): Promise<{ rows: Finding[]; complete: boolean; failures: object[] }> {
  return (await findingsRoute(request(`format=json&${query}`))).json();
}

/** What a stream has given by the time that its first rows are there. */
async function firstRowsOf({ body }: Response): Promise<string> {
  let text = "";
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  while (reader !== undefined && !text.includes('"type":"rows"')) text += (await reader.read()).value ?? "";
  await reader?.cancel();
  return text;
}

const keys = (rows: readonly Finding[]): string[] => rows.map(({ code, href }) => `${code} ${href}`);
const rank = ({ severity }: Finding): number => SEVERITIES.indexOf(severity);

/** How many images a finding is about, as its subject says. */
const sizeOf = ({ subject }: Finding): number => (subject.id === null ? Number(subject.name?.split(" ")[0]) : 1);
