import { beforeEach, describe, expect, it } from "vitest";
import { GET as importImageTasks } from "@/app/api/import-image-tasks/route";
import { GET as licenseConfigurations } from "@/app/api/license-configurations/route";
import { GET as licenseUsage } from "@/app/api/license-usage/route";
import { type Handler, read, request, startAws, times } from "./test-support";

const ARN = "arn:aws:license-manager:us-east-1:001122223333:license-configuration:lic-1";
const task = (index: number) => ({ ImportTaskId: `import-ami-${index}` });

const aws = await startAws({
  "us-east-1": {
    importImageTasks: times(10, task),
    licenseConfigurations: [{ LicenseConfigurationArn: ARN }, ...times(9, (index) => ({ LicenseConfigurationArn: `arn-${index}` }))],
    licenseConfigurationUsage: { [ARN]: times(10, (index) => ({ ResourceArn: `i-${index}` })) },
  },
  "eu-west-1": { importImageTasks: times(3, task) },
});
beforeEach(() => aws.reset());

const listings: [string, Handler, string][] = [
  ["EC2", importImageTasks, "region=us-east-1"],
  ["License Manager", licenseConfigurations, "region=us-east-1"],
  ["the usage of one configuration", licenseUsage, `license-configuration-arn=${ARN}`],
];

describe("max-items", () => {
  it.each(listings)("asks AWS for no more than what is left: %s", async (_name, GET, query) => {
    const { rows, end } = await read(GET, `${query}&page-size=3&max-items=7`);

    expect(rows).toHaveLength(7);
    expect(aws.dataCalls().map((call) => call.input.MaxResults)).toEqual([3, 3, 1]);
    expect(end).toMatchObject({ type: "end", complete: true, rows: 7 });
  });

  it.each(listings)("stops with a token of AWS that reads the rest exactly: %s", async (_name, GET, query) => {
    const whole = await read(GET, query);

    const first = await read(GET, `${query}&max-items=4`);
    const token = first.done[0]?.nextToken;
    const second = await read(GET, `${query}&starting-token=${token}&max-items=4`);
    const last = await read(GET, `${query}&starting-token=${second.done[0]?.nextToken}`);

    expect(token).toEqual(expect.any(String));
    expect(aws.dataCalls()[2]?.input.NextToken).toBe(token);
    expect([...first.rows, ...second.rows, ...last.rows]).toEqual(whole.rows);
    expect(last.done).toMatchObject([{ rows: 2, nextToken: null }]);
  });

  it("has no token where it reaches the end of the listing", async () => {
    const { done } = await read(importImageTasks, "region=us-east-1&max-items=10");

    expect(done).toMatchObject([{ rows: 10, nextToken: null }]);
  });

  it("counts in each scope", async () => {
    const { done, rowsIn, end } = await read(importImageTasks, "max-items=4");

    expect([rowsIn("us-east-1").length, rowsIn("eu-west-1").length]).toEqual([4, 3]);
    expect(done.find(({ scope }) => scope.region === "us-east-1")?.nextToken).toEqual(expect.any(String));
    expect(done.find(({ scope }) => scope.region === "eu-west-1")?.nextToken).toBeNull();
    expect(end).toMatchObject({ complete: true, rows: 7 });
  });

  it("goes on behind pages that are empty", async () => {
    aws.faults.push({ kind: "empty-page", times: 2, operation: "DescribeImportImageTasks" });

    const { rows, done } = await read(importImageTasks, "region=us-east-1&max-items=4");

    expect(rows).toHaveLength(4);
    expect(done).toMatchObject([{ pages: 3, rows: 4, nextToken: expect.any(String) }]);
  });

  it.each(listings)("is exact where the listing starts again behind an expired token: %s", async (_name, GET, query) => {
    const whole = await read(GET, query);
    aws.faults.push({ kind: "expire-token", after: 1, times: 1 });

    const first = await read(GET, `${query}&page-size=3&max-items=8`);
    const rest = await read(GET, `${query}&starting-token=${first.done[0]?.nextToken}`);

    expect(first.rows).toHaveLength(8);
    expect([...first.rows, ...rest.rows]).toEqual(whole.rows);
  });
});

describe("starting-token", () => {
  it.each(listings)("is refused by name where AWS does not accept it: %s", async (_name, GET, query) => {
    const response = await GET(request(`${query}&starting-token=bm90LWEtdG9rZW4`));

    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      error: {
        code: "InvalidParameter",
        parameter: "starting-token",
        message: expect.stringContaining("AWS does not accept this starting-token"),
      },
    });
  });

  it.each(["json", "csv"])("is refused in the same way as %s", async (format) => {
    const response = await importImageTasks(request(`region=us-east-1&starting-token=bm90LWEtdG9rZW4&format=${format}`));

    expect([response.status, await response.json()]).toMatchObject([400, { error: { parameter: "starting-token" } }]);
  });

  it("does not hide another failure of its scope", async () => {
    aws.faults.push({ kind: "deny", operation: "DescribeImportImageTasks" });

    const { failures, end } = await read(importImageTasks, "region=us-east-1&starting-token=bm90LWEtdG9rZW4");

    expect(failures).toMatchObject([{ error: { kind: "denied", code: "UnauthorizedOperation" } }]);
    expect(end).toMatchObject({ complete: false });
  });
});
