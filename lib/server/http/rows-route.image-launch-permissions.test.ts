import { beforeEach, describe, expect, it } from "vitest";
import { GET as imageLaunchPermissions } from "@/app/api/image-launch-permissions/route";
import { ACCOUNT, type ReadAnswer, read, request, startAws, times } from "./test-support";

const ATTRIBUTE = "DescribeImageAttribute";
const ORGANIZATION = "arn:aws:organizations::111122223333:organization/o-a1b2c3d4e5";
const UNIT = "arn:aws:organizations::111122223333:ou/o-a1b2c3d4e5/ou-ab12-11111111";
const imageId = (index: number) => `ami-${index.toString(16).padStart(17, "0")}`;
const own = (index: number) => ({ ImageId: imageId(index), OwnerId: ACCOUNT });

const aws = await startAws({
  "us-east-1": {
    images: [own(1), own(2), { ...own(3), State: "disabled" }, { ImageId: imageId(4), OwnerId: "000000000009" }],
    launchPermissions: {
      [imageId(1)]: [{ UserId: "000000000001" }, { Group: "all" }, { OrganizationArn: ORGANIZATION }, { OrganizationalUnitArn: UNIT }],
      [imageId(3)]: [{ UserId: "111122223333" }],
    },
  },
  "eu-west-1": {},
  "eu-west-2": { images: times(40, own), launchPermissions: { [imageId(7)]: [{ UserId: "000000000007" }] } },
});
beforeEach(() => aws.reset());

const nobody = { organizationArn: null, organizationalUnitArn: null, userId: null, group: null };
const nothing = {
  description: null,
  kernelId: null,
  ramdiskId: null,
  sriovNetSupport: null,
  bootMode: null,
  tpmSupport: null,
  uefiData: null,
  lastLaunchedTime: null,
  imdsSupport: null,
  deregistrationProtection: null,
  productCodes: [],
  blockDeviceMappings: [],
};

const byId = ({ rows }: Pick<ReadAnswer, "rows">) => rows.toSorted((a, b) => (String(a.imageId) < String(b.imageId) ? -1 : 1));
const ids = (reading: Pick<ReadAnswer, "rows">) => byId(reading).map((row) => row.imageId);
const asked = () =>
  aws
    .dataCalls()
    .filter(({ operation }) => operation === ATTRIBUTE)
    .map(({ input }) => input.ImageId)
    .sort();

describe("launch permissions", () => {
  it("are a row for every image that the account owns, with every grantee and all that AWS did not say", async () => {
    const reading = await read(imageLaunchPermissions, "region=us-east-1");

    expect(byId(reading)).toEqual([
      {
        ...nothing,
        imageId: imageId(1),
        launchPermissions: [
          { ...nobody, userId: "000000000001" },
          { ...nobody, group: "all" },
          { ...nobody, organizationArn: ORGANIZATION },
          { ...nobody, organizationalUnitArn: UNIT },
        ],
      },
      { ...nothing, imageId: imageId(2), launchPermissions: [] },
      { ...nothing, imageId: imageId(3), launchPermissions: [{ ...nobody, userId: "111122223333" }] },
    ]);
    expect(asked()).toEqual([imageId(1), imageId(2), imageId(3)]);
    expect(reading.end).toEqual({ type: "end", complete: true, truncated: false, rows: 3 });
  });

  it("are those of the chosen images, which are not listed first", async () => {
    const reading = await read(imageLaunchPermissions, `region=us-east-1&image-id=${imageId(3)}&image-id=${imageId(1)}`);

    expect(ids(reading)).toEqual([imageId(1), imageId(3)]);
    expect(aws.dataCalls().map(({ input }) => input)).toEqual(
      [imageId(3), imageId(1)].map((ImageId) => ({ ImageId, Attribute: "launchPermission" })),
    );
  });

  it("are none where the account owns no image", async () => {
    const { rows, end } = await read(imageLaunchPermissions, "region=eu-west-1");

    expect(rows).toEqual([]);
    expect(end).toEqual({ type: "end", complete: true, truncated: false, rows: 0 });
  });

  it("are a list and a file too", async () => {
    const json = await (await imageLaunchPermissions(request(`region=us-east-1&image-id=${imageId(1)}&format=json`))).json();
    const csv = await (await imageLaunchPermissions(request(`region=us-east-1&image-id=${imageId(1)}&format=csv`))).text();

    expect(json).toMatchObject({ complete: true, rows: [{ imageId: imageId(1), scope: { account: ACCOUNT, region: "us-east-1" } }] });
    expect(csv.split("\r\n").slice(0, 2)).toEqual([
      "imageId,accounts,grants,region,account",
      `${imageId(1)},1,000000000001; all; ${ORGANIZATION}; ${UNIT},us-east-1,${ACCOUNT}`,
    ]);
  });
});

describe("an image of which AWS does not tell the launch permissions", () => {
  it("does not keep the others from being read, and the scope fails, where it is denied", async () => {
    aws.faults.push({ kind: "deny", operation: ATTRIBUTE, after: 3, times: 1 });

    const reading = await read(imageLaunchPermissions, "region=eu-west-2");

    expect(reading.rows).toHaveLength(39);
    expect(reading.failures).toMatchObject([{ scope: { region: "eu-west-2" }, error: { kind: "denied", code: "UnauthorizedOperation" } }]);
    expect(reading.end).toMatchObject({ complete: false, rows: 39 });
  });

  it("is no row where AWS does not know it", async () => {
    const reading = await read(imageLaunchPermissions, `region=eu-west-2&image-id=${imageId(500)}&image-id=${imageId(7)}`);

    expect(reading.rows).toMatchObject([{ imageId: imageId(7) }]);
    expect(reading.failures).toEqual([]);
    expect(reading.end).toMatchObject({ complete: true, rows: 1 });
  });

  it("is another account's", async () => {
    const { rows, failures } = await read(imageLaunchPermissions, `region=us-east-1&image-id=${imageId(4)}&image-id=${imageId(2)}`);

    expect(rows).toMatchObject([{ imageId: imageId(2) }]);
    expect(failures).toMatchObject([{ error: { kind: "denied", code: "AuthFailure" } }]);
  });

  it("is every one where the images cannot be listed, and the other scopes are read", async () => {
    aws.faults.push({ kind: "deny", operation: "DescribeImages", region: "us-east-1" });

    const { rowsIn, failures } = await read(imageLaunchPermissions);

    expect(rowsIn("eu-west-2")).toHaveLength(40);
    expect(failures).toMatchObject([{ scope: { region: "us-east-1" }, error: { kind: "denied" } }]);
    expect(failures[0]?.error.message).toContain("ec2:DescribeImages");
  });

  it("is asked about again where AWS throttled", async () => {
    aws.faults.push({ kind: "throttle", operation: ATTRIBUTE, times: 3 });

    const reading = await read(imageLaunchPermissions, "region=eu-west-2");

    expect(ids(reading)).toEqual(times(40, imageId));
    expect(reading.end).toMatchObject({ complete: true });
  });
});

describe("max-items and starting-token", () => {
  it("count images, with a token of AWS that reads the rest exactly", async () => {
    const first = await read(imageLaunchPermissions, "region=eu-west-2&max-items=15&page-size=10");
    const rest = await read(imageLaunchPermissions, `region=eu-west-2&starting-token=${first.done[0]?.nextToken}`);

    expect(first.rows).toHaveLength(15);
    expect(first.done[0]?.nextToken).toEqual(expect.any(String));
    expect(rest.done).toMatchObject([{ rows: 25, nextToken: null }]);
    expect(ids({ rows: [...first.rows, ...rest.rows] })).toEqual(times(40, imageId));
    expect(asked()).toHaveLength(40);
  });

  it.each(["max-items=5", "starting-token=abc"])("are refused with chosen images, of which AWS answers each at once: %s", async (paged) => {
    const response = await imageLaunchPermissions(request(`region=us-east-1&image-id=${imageId(1)}&${paged}`));

    expect(response.status).toBe(400);
    expect((await response.json()).error).toMatchObject({
      parameter: paged.split("=")[0],
      message: expect.stringMatching(/goes without image-id only: AWS lists an account's images in pages/),
    });
    expect(aws.dataCalls()).toEqual([]);
  });

  it.each(["filter.state=available", "report-id=amiur-12345678", "image-id=ami-1"])("are not all that is refused: %s", async (query) => {
    const response = await imageLaunchPermissions(request(query));

    expect([response.status, (await response.json()).error.parameter]).toEqual([400, query.split("=")[0]]);
  });
});

describe("a dry run", () => {
  it.each([
    ["an image of the account", "", imageId(1)],
    ["the chosen image", `&image-id=${imageId(2)}`, imageId(2)],
  ])("asks about %s", async (_, query, image) => {
    const answer = await (await imageLaunchPermissions(request(`region=us-east-1&dry-run=true${query}`))).json();

    expect(answer).toMatchObject({ checks: [{ operation: ATTRIBUTE, allowed: true, code: "DryRunOperation" }] });
    expect(aws.dataCalls().at(-1)?.input).toEqual({ ImageId: image, Attribute: "launchPermission", DryRun: true });
  });

  it("claims nothing where there is no image to ask about", async () => {
    const answer = await (await imageLaunchPermissions(request("region=eu-west-1&dry-run=true"))).json();

    expect(answer).toMatchObject({ checks: [{ allowed: false, code: "InvalidAMIID.NotFound", error: { kind: "invalid" } }] });
  });

  it("tells that it is denied, image or not", async () => {
    aws.faults.push({ kind: "deny", operation: ATTRIBUTE });

    const answer = await (await imageLaunchPermissions(request("region=eu-west-1&region=us-east-1&dry-run=true"))).json();

    expect(answer.checks).toMatchObject(times(2, () => ({ allowed: false, code: "UnauthorizedOperation", error: { kind: "denied" } })));
  });
});
