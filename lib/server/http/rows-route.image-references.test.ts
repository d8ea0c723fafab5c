import { beforeEach, describe, expect, it } from "vitest";
import { GET as imageReferences } from "@/app/api/image-references/route";
import { ACCOUNT, read, request, startAws, times } from "./test-support";

const REFERENCES = "DescribeImageReferences";
const imageId = (index: number) => `ami-${index.toString(16).padStart(17, "0")}`;
const own = (index: number) => ({ ImageId: imageId(index), OwnerId: ACCOUNT });
const arn = (image: number, serial: number) => `arn:aws:ec2:us-east-1:${ACCOUNT}:instance/i-${image}-${serial}`;
const reference = (image: number, serial = 0) => ({
  ImageId: imageId(image),
  ResourceType: "ec2:Instance" as const,
  Arn: arn(image, serial),
});
/** What AWS adds after the SDK was made, which the SDK's types do not know. */
const ofTomorrow = (text: string) => JSON.parse(JSON.stringify(text));
const row = (image: number, serial = 0) => ({ imageId: imageId(image), resourceType: "ec2:Instance", arn: arn(image, serial) });

const aws = await startAws({
  "us-east-1": {
    images: [own(1), own(2), { ...own(3), State: "disabled" }, { ImageId: imageId(4), OwnerId: "000000000009" }],
    imageReferences: [
      reference(1),
      { ImageId: imageId(3), ResourceType: ofTomorrow("a-type") },
      { ImageId: imageId(4), ResourceType: "ssm:Parameter", Arn: "arn:aws:ssm:us-east-1:001122223333:parameter/golden" },
    ],
  },
  "eu-west-1": { images: times(25, own), imageReferences: times(25, (index) => reference(index)) },
  "eu-west-2": { images: [own(1), own(2)], imageReferences: [...times(17, (serial) => reference(1, serial)), reference(2)] },
  "eu-west-3": {},
});
beforeEach(() => aws.reset());

const calls = () => aws.dataCalls().filter(({ operation }) => operation === REFERENCES);

describe("references to images", () => {
  it("are those to every image that the account owns, with all that AWS said", async () => {
    const { rows, end } = await read(imageReferences, "region=us-east-1");

    expect(rows).toEqual([row(1), { imageId: imageId(3), resourceType: "a-type", arn: null }]);
    expect(end).toEqual({ type: "end", complete: true, truncated: false, rows: 2 });
    expect(calls().map(({ input }) => input)).toEqual([
      { ImageIds: [imageId(1), imageId(2), imageId(3)], IncludeAllResourceTypes: true, MaxResults: 1_000 },
    ]);
  });

  it("are those to chosen images, another account's among them", async () => {
    const { rows } = await read(imageReferences, `region=us-east-1&image-id=${imageId(4)}`);

    expect(rows).toEqual([
      { imageId: imageId(4), resourceType: "ssm:Parameter", arn: "arn:aws:ssm:us-east-1:001122223333:parameter/golden" },
    ]);
    expect(aws.dataCalls().map(({ operation }) => operation)).toEqual([REFERENCES]);
  });

  it("are asked for ten images at a time, and every row arrives once", async () => {
    const { rows, done } = await read(imageReferences, "region=eu-west-1");

    expect(calls().map(({ input }) => input.ImageIds)).toEqual([
      times(25, imageId).slice(0, 10),
      times(25, imageId).slice(10, 20),
      times(25, imageId).slice(20),
    ]);
    expect(rows.map(({ arn: of }) => of).sort()).toEqual(times(25, (index) => arn(index, 0)).sort());
    expect(done).toMatchObject([{ rows: 25, nextToken: null }]);
  });

  it("are read to the end of each listing", async () => {
    const { rows } = await read(imageReferences, "region=eu-west-2&page-size=5");

    expect(rows).toEqual([...times(17, (serial) => row(1, serial)), row(2)]);
    // Twice: a list of several pages is read until two readings are alike.
    expect(calls().map(({ input }) => input.MaxResults)).toEqual(times(8, () => 5));
  });

  it("are none where the account owns no image", async () => {
    expect((await read(imageReferences, "region=eu-west-3")).end).toEqual({ type: "end", complete: true, truncated: false, rows: 0 });
    expect(calls()).toEqual([]);
  });

  it("are a list and a file too", async () => {
    const json = await (await imageReferences(request("region=eu-west-2&format=json"))).json();
    const csv = await (await imageReferences(request(`region=us-east-1&image-id=${imageId(1)}&format=csv`))).text();

    expect([json.complete, json.rows.length]).toEqual([true, 18]);
    expect(csv.split("\r\n")[1]).toBe(`${imageId(1)},ec2:Instance,${arn(1, 0)},us-east-1,${ACCOUNT}`);
  });
});

describe("images whose references AWS refuses", () => {
  it("do not keep those to the others from being read, and the scope fails", async () => {
    aws.faults.push({ kind: "deny", operation: REFERENCES, times: 1 });

    const { rows, failures, end } = await read(imageReferences, "region=eu-west-1");

    expect(rows.map(({ arn: of }) => of).sort()).toEqual(times(15, (index) => arn(index + 10, 0)).sort());
    expect(failures).toMatchObject([{ error: { kind: "denied", code: "UnauthorizedOperation" } }]);
    expect(end).toMatchObject({ complete: false, rows: 15 });
  });

  it("fail their own scope only", async () => {
    aws.faults.push({ kind: "deny", operation: REFERENCES, region: "us-east-1" });

    const { rowsIn, failures } = await read(imageReferences);

    expect([rowsIn("us-east-1").length, rowsIn("eu-west-1").length, rowsIn("eu-west-2").length]).toEqual([0, 25, 18]);
    expect(failures).toMatchObject([{ scope: { region: "us-east-1" } }]);
  });
});

describe("max-items and starting-token", () => {
  it.each([
    [5, [5, 1_000], 5],
    [12, [12, 1_000], 12],
    // AWS gives no fewer than five, so that the last two are left to the token.
    ["7&page-size=5", [5, 1_000], 5],
  ])("give the rest exactly: %s", async (maxItems, sizes, rows) => {
    const query = `region=eu-west-2&image-id=${imageId(1)}&image-id=${imageId(2)}`;

    const first = await read(imageReferences, `${query}&max-items=${maxItems}`);
    const rest = await read(imageReferences, `${query}&starting-token=${first.done[0]?.nextToken}`);

    expect(first.rows).toHaveLength(rows);
    expect(calls().map(({ input }) => input.MaxResults)).toEqual(sizes);
    expect([...first.rows, ...rest.rows]).toEqual([...times(17, (serial) => row(1, serial)), row(2)]);
  });
});

describe("a request that AWS could not answer as asked", () => {
  const ids = (count: number) => times(count, (index) => `image-id=${imageId(index)}`).join("&");

  it.each([
    ["a page below AWS's smallest", "page-size=4", "page-size", /from 5 to 2147483647, not 4/],
    ["fewer items than AWS's smallest page", `max-items=4&${ids(1)}`, "max-items", /from 5 to 2147483647, not 4/],
    ["a limit over all images", "max-items=10", "max-items", /needs 1 to 10 values of image-id/],
    ["a limit over eleven images", `max-items=10&${ids(11)}`, "max-items", /needs 1 to 10 values of image-id/],
    ["a token over all images", "region=us-east-1&starting-token=abc", "starting-token", /needs 1 to 10 values of image-id/],
    ["a filter", "filter.resource-type=ec2:Instance", "filter.resource-type", /is not a filter of own references/],
  ])("is refused before any call: %s", async (_, query, parameter, message) => {
    const response = await imageReferences(request(query));

    expect(response.status).toBe(400);
    expect((await response.json()).error).toMatchObject({ parameter, message: expect.stringMatching(message) });
    expect(aws.dataCalls()).toEqual([]);
  });
});

describe("a dry run", () => {
  it("asks about one image of the account", async () => {
    const answer = await (await imageReferences(request("region=eu-west-1&dry-run=true"))).json();

    expect(answer).toMatchObject({ checks: [{ operation: REFERENCES, allowed: true }] });
    expect(calls().map(({ input }) => input)).toEqual([{ ImageIds: [imageId(0)], IncludeAllResourceTypes: true, DryRun: true }]);
  });
});
