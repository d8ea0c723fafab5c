import {
  type ImageUsageReportEntry as AwsImageUsageReportEntry,
  DescribeImageUsageReportEntriesCommand,
  EC2Client,
  ImageUsageReportEntry$,
} from "@aws-sdk/client-ec2";
import { AwsEc2QueryProtocol } from "@aws-sdk/core/protocols";
import { HttpResponse } from "@smithy/core/protocols";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Ec2Protocol, type ReadDirectly } from "./ec2-protocol";
import { type EntriesPage, readEntriesXml } from "./entries-xml";
import { plainRow } from "./plain";

const toRow = plainRow<AwsImageUsageReportEntry>(ImageUsageReportEntry$);

/** Our protocol as it reads every other operation. */
class WithoutDirectReading extends Ec2Protocol {
  protected override readDirectly(): null {
    return null;
  }
}

const bySdk = reading(AwsEc2QueryProtocol);
const byFallback = reading(WithoutDirectReading);
const byClient = reading(Ec2Protocol);

const MEMBERS = ["resourceType", "reportId", "usageCount", "accountId", "imageId", "reportCreationTime"];
const ROW = { resourceType: "ec2:Instance", reportId: "amiur-1", usageCount: "3", accountId: "001122223333", imageId: "ami-1" };

const plainText = fc.oneof(
  fc.string().map((text) => text.replaceAll(/[<&\r]/g, "")),
  fc.constantFrom("", "ec2:Instance", "001122223333", "a > b", "]]>", "ä 😀", " x "),
);
const plainValue: Record<string, fc.Arbitrary<string>> = {
  usageCount: fc.oneof(fc.constantFrom("0", "7", "999999999999999"), fc.nat().map(String)),
  reportCreationTime: fc.oneof(
    fc.constantFrom("2026-11-21T12:00:00Z", "2026-11-21T12:00:00.5Z", "2024-02-29T23:59:59.99Z", "1969-12-31T23:59:59.999Z"),
    fc.date({ min: new Date("1000-01-01"), max: new Date("9999-12-31"), noInvalidDate: true }).map((date) => date.toISOString()),
  ),
};
const blank = fc.constantFrom("", "", "\n", "\n    ", "\t ");
const plain = fc
  .record({
    order: fc.shuffledSubarray(MEMBERS, { minLength: 6 }),
    items: fc.array(fc.record(Object.fromEntries(MEMBERS.map((tag) => [tag, fc.option(plainValue[tag] ?? plainText, { freq: 4 })]))), {
      maxLength: 6,
    }),
    token: fc.option(plainText),
    tokenFirst: fc.boolean(),
    declared: fc.boolean(),
    blank,
    inner: blank,
  })
  .map(({ order, items, token, tokenFirst, declared, blank: between, inner }) => {
    const [first] = items;
    // The first item tells the order, so it has every member that any item has.
    const known = order.filter((tag) => first?.[tag] != null);
    const set = items.map((item) => {
      const members = known.flatMap((tag) => (item[tag] == null ? [] : `${inner}<${tag}>${item[tag]}</${tag}>`));
      return `${between}<item>${members.join("")}${inner}</item>`;
    });
    const next = token === null ? "" : `${between}<nextToken>${token}</nextToken>`;
    return [
      declared ? '<?xml version="1.0" encoding="UTF-8"?>\n' : "",
      '<DescribeImageUsageReportEntriesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">',
      `${between}<requestId>r-1</requestId>${tokenFirst ? next : ""}${between}`,
      `<imageUsageReportEntrySet>${set.join("")}${between}</imageUsageReportEntrySet>${tokenFirst ? "" : next}${between}`,
      `</DescribeImageUsageReportEntriesResponse>${between}`,
    ].join("");
  });

describe("the plain form of an answer", () => {
  it("is read directly, and exactly as the SDK's own reader and ours read it", async () => {
    await fc.assert(
      fc.asyncProperty(plain, async (xml) => {
        const direct = readEntriesXml(xml);
        expect(direct).not.toBeNull();
        expect(normal(direct)).toEqual(await byFallback(xml));
        if (isExactInSdk(xml)) expect(normal(direct)).toEqual(await bySdk(xml));
        expect(await byClient(xml)).toEqual(normal(direct));
      }),
      { numRuns: 400 },
    );
  });

  it("is left to the SDK where it has two tokens", () => {
    const tokens = ["<nextToken>t</nextToken>", "<nextToken>t</nextToken>"];

    expect(readEntriesXml(envelope(tokens.join("<imageUsageReportEntrySet></imageUsageReportEntrySet>")))).toBeNull();
  });

  it("is read directly where there is no entry", async () => {
    const xml = envelope("<imageUsageReportEntrySet></imageUsageReportEntrySet><nextToken>t</nextToken>");

    expect(readEntriesXml(xml)).toEqual({ rows: [], nextToken: "t" });
    expect(await bySdk(xml)).toEqual({ rows: [], nextToken: "t" });
  });
});

describe("any other form of an answer", () => {
  const odd: Record<string, string[]> = {
    usageCount: ["", "-5", "007", "+3", "1e3", "1.5", " 4 ", "9007199254740993", "99999999999999999999", "x", "NaN", "0"],
    reportCreationTime: [
      ...[
        "2026-11-21T12:00:00Z",
        "2026-11-21T12:00:00.123456Z",
        "2026-02-31T00:00:00.000Z",
        "2026-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z",
      ],
      ...["2026-11-21T24:00:00Z", "2026-11-21T23:59:60Z", "2026-11-21T12:00:00+01:00", "2026-11-21", "1764000000", "", "yesterday"],
      ...["0000-01-01T00:00:00Z", "0099-01-01T00:00:00.000Z", "2026-00-10T00:00:00Z", "2026-11-00T00:00:00Z", "2026-11-21T12:60:00Z"],
    ],
  };
  const oddTexts = [
    ...["", "x", "a&amp;b", "&#x1F600;", "&nothing;", "&", "<![CDATA[a<b]]>", "<!-- c -->x", "x<!-- c -->", "a\r\nb", "\r", " x "],
    ...["<b>x</b>", "&lt;item&gt;", "\u0000", "\u2028", "\u00a0", "\ufeff", "]]>"],
  ];
  const pieces = [
    ...[
      "<!-- c -->",
      "text",
      "\u00a0",
      "\v",
      "\ufeff",
      "\r\n",
      "\n",
      " ",
      "<?p?>",
      "<newMember>1</newMember>",
      "<toString>x</toString>",
      "<accountId/>",
    ],
    ...[
      "<usageCount>1</usageCount>",
      "<accountId>1</accountId>",
      "<nextToken>u</nextToken>",
      "<nextToken/>",
      "<requestId>r</requestId>",
      "<item/>",
    ],
    ...[
      "<item></item>",
      "<imageUsageReportEntrySet/>",
      "<imageUsageReportEntrySet><item></item></imageUsageReportEntrySet>",
      "<other>1</other>",
    ],
  ];
  const change = fc.oneof(
    fc.record({ kind: fc.constant("insert"), at: fc.nat(), text: fc.constantFrom(...pieces) }),
    fc.record({ kind: fc.constant("remove"), at: fc.nat(), text: fc.constant("") }),
    fc.record({ kind: fc.constant("attribute"), at: fc.nat(), text: fc.constantFrom(' a="1"', " ", " /") }),
    fc.record({ kind: fc.constant("cut"), at: fc.nat(), text: fc.constant("") }),
    ...MEMBERS.map((tag) => fc.record({ kind: fc.constant(tag), at: fc.nat(), text: fc.constantFrom(...(odd[tag] ?? oddTexts)) })),
  );

  /** The body with one thing changed: at a tag, or in a value. */
  const changed = (xml: string, { kind, at, text }: { kind: string; at: number; text: string }): string => {
    if (kind === "cut") return xml.slice(0, at % xml.length);
    const places = [...xml.matchAll(MEMBERS.includes(kind) ? new RegExp(`(?<=<${kind}>)[^<]*(?=</${kind}>)`, "g") : /<\/?\w+>/g)];
    const place = places[at % places.length];
    if (place === undefined) return xml;
    const end = place.index + place[0].length;
    if (kind === "insert") return xml.slice(0, end) + text + xml.slice(end);
    if (kind === "attribute") return xml.slice(0, end - 1) + text + xml.slice(end - 1);
    return xml.slice(0, place.index) + text + xml.slice(end);
  };
  const near = fc.tuple(plain, fc.array(change, { minLength: 1, maxLength: 2 })).map(([xml, changes]) => changes.reduce(changed, xml));

  it("is read as the SDK reads it, directly or not", async () => {
    let direct = 0;
    await fc.assert(
      fc.asyncProperty(near, async (xml) => {
        const page = readEntriesXml(xml);
        if (page === null) return;
        direct += 1;
        expect(normal(page)).toEqual(await byFallback(xml));
        if (isExactInSdk(xml)) expect(normal(page)).toEqual(await bySdk(xml));
      }),
      { numRuns: 1_500 },
    );
    // Where nothing is read directly, nothing was compared.
    expect(direct).toBeGreaterThan(100);
  });

  it.each([
    ["an entity", { ...ROW, accountId: "&amp;" }],
    ["CDATA", { ...ROW, accountId: "<![CDATA[1]]>" }],
    ["a comment", { ...ROW, accountId: "<!-- 1 -->" }],
    ["a carriage return", { ...ROW, accountId: "1\r" }],
    ["a negative count", { ...ROW, usageCount: "-1" }],
    ["a count with a zero before it", { ...ROW, usageCount: "01" }],
    ["a count beyond what a number holds", { ...ROW, usageCount: "9007199254740993" }],
    ["no count at all", { ...ROW, usageCount: "" }],
    ["a member that is not known", { ...ROW, organizationId: "o-1" }],
    ["a date that there is not", { ...ROW, reportCreationTime: "2026-02-30T00:00:00.000Z" }],
    ["a fraction of microseconds", { ...ROW, reportCreationTime: "2026-02-20T00:00:00.000001Z" }],
  ])("is left to the SDK: %s", (_, row) => {
    const members = Object.entries(row).map(([tag, text]) => `<${tag}>${text}</${tag}>`);

    expect(readEntriesXml(envelope(`<imageUsageReportEntrySet><item>${members.join("")}</item></imageUsageReportEntrySet>`))).toBeNull();
  });

  it.each([
    ["a member that comes twice", "<item><accountId>1</accountId><accountId>2</accountId></item>"],
    [
      "a later item in another order",
      "<item><reportId>1</reportId><imageId>2</imageId></item><item><imageId>2</imageId><reportId>1</reportId></item>",
    ],
    [
      "a later item with a member more, in front",
      "<item><reportId>1</reportId></item><item><imageId>2</imageId><reportId>1</reportId></item>",
    ],
    ["an attribute", '<item a="1"><reportId>1</reportId></item>'],
    ["an item that is cut", "<item><reportId>1</reportId>"],
  ])("is left to the SDK: %s", (_, items) => {
    expect(readEntriesXml(envelope(`<imageUsageReportEntrySet>${items}</imageUsageReportEntrySet>`))).toBeNull();
  });
});

const envelope = (content: string): string =>
  `<DescribeImageUsageReportEntriesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">${content}</DescribeImageUsageReportEntriesResponse>`;

/** An empty token is none to whoever reads the listing. */
const normal = (page: EntriesPage | null) => page && { rows: page.rows, nextToken: page.nextToken || null };

/** The SDK's own reader loses a value of nothing but blanks, and what stands beside blanks that have no line break. */
const isExactInSdk = (xml: string): boolean => !/<(\w+)>\s+<\/\1>/.test(xml) && !/>[ \t]+</.test(xml);

/** What the real client makes of a body, with a protocol: rows and token, as its reader gives them. */
function reading(protocol: typeof AwsEc2QueryProtocol) {
  let xml = "";
  const client = new EC2Client({
    region: "us-east-1",
    credentials: { accessKeyId: "AKIAEXAMPLE", secretAccessKey: "example" },
    maxAttempts: 1,
    protocol,
    requestHandler: { handle: async () => ({ response: new HttpResponse({ statusCode: 200, headers: {}, body: Buffer.from(xml) }) }) },
  });
  return async (body: string) => {
    xml = body;
    const output: Awaited<ReturnType<typeof send>> & ReadDirectly = await send();
    const rows = output.readDirectly?.rows ?? (output.ImageUsageReportEntries ?? []).map(toRow);
    return { rows, nextToken: (output.readDirectly?.nextToken ?? output.NextToken) || null };
  };
  function send() {
    return client.send(new DescribeImageUsageReportEntriesCommand({}));
  }
}
