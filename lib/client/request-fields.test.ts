import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fastLaunchImages } from "@/lib/resources/fast-launch-images";
import { imageUsageReports } from "@/lib/resources/image-usage-reports";
import { fieldsOf, fieldValues, withFieldValues } from "./request-fields";

const TAGS = "filter.tag:<key>";

describe("the filter form", () => {
  it("has a field for every id and filter of the resource", () => {
    expect(fieldsOf(fastLaunchImages).map(([name]) => name)).toEqual([
      "image-id",
      "filter.state",
      "filter.owner-id",
      "filter.resource-type",
    ]);
  });

  it("asks for a tag's key and value in one field", () => {
    expect(fieldsOf(imageUsageReports).find(([name]) => name === TAGS)?.[1].example).toBe("Family=golden-win2022");
  });
});

describe("a field", () => {
  it.each([
    ["holds the values of its parameter", "image-id", "image-id=ami-1&image-id=ami-2&region=eu-west-1", "ami-1 ami-2"],
    ["is empty where the query has none", "image-id", "", ""],
    ["of tags holds key and value", TAGS, "filter.tag:Team=a&filter.tag:Family=b", "Team=a Family=b"],
    ["quotes a value with a space", "filter.tag-key", "filter.tag-key=Cost+center", '"Cost center"'],
    ["quotes a tag with a space or a comma", TAGS, "filter.tag:Team=a,b&filter.tag:OS=Windows+Server", '"Team=a,b" "OS=Windows Server"'],
    ["doubles a quote within quotes", "filter.tag-key", "filter.tag-key=19%22+rack", '"19"" rack"'],
  ])("%s", (_, name, query, text) => expect(fieldValues(new URLSearchParams(query), name)).toBe(text));
});

describe("applying the form", () => {
  it.each([
    ["splits values at blanks and commas", "", { "image-id": "ami-1, ami-2\n ami-3" }, "image-id=ami-1&image-id=ami-2&image-id=ami-3"],
    ["replaces what was asked before", "image-id=ami-9&filter.state=enabled", { "image-id": "ami-1" }, "image-id=ami-1"],
    ["replaces tags of any key", "filter.tag:Team=a", { [TAGS]: "Family=b" }, "filter.tag:Family=b"],
    ["asks for any value where a tag has only a key", "", { [TAGS]: "Family" }, "filter.tag:Family=*"],
    ["keeps what follows the first equals sign as the tag's value", "", { [TAGS]: "Path=a=b" }, "filter.tag:Path=a=b"],
    ["takes words in quotes as one value", "", { [TAGS]: '"OS=Windows Server" Team=a' }, "filter.tag:OS=Windows Server&filter.tag:Team=a"],
    ["takes a quote that does not end literally", "", { "filter.tag-key": '"Cost center' }, 'filter.tag-key="Cost&filter.tag-key=center'],
    ["keeps scopes, sort and search", "region=eu-west-1&sort=a.asc&q=x", {}, "region=eu-west-1&sort=a.asc&q=x"],
    ["closes the open row", "row=1&region=eu-west-1", {}, "region=eu-west-1"],
  ])("%s", (_, query, fields, expected) => expect(applied(query, fields)).toBe(expected));

  it("changes nothing where nothing was typed, whatever the values are", () => {
    const value = fc.string({ minLength: 1 }).filter((text) => text.trim() !== "");
    const key = fc.stringMatching(/^[\w ,"]+$/).filter((text) => text !== "<key>");

    fc.assert(
      fc.property(fc.array(value), fc.array(fc.tuple(key, value)), (keys, tags) => {
        const params = new URLSearchParams([
          ...tags.map(([name, text]) => [`filter.tag:${name}`, text]),
          ...keys.map((text) => ["filter.tag-key", text]),
        ]);
        const form = new FormData();
        for (const [name] of fieldsOf(imageUsageReports)) form.set(name, fieldValues(params, name));

        expect([...withFieldValues(imageUsageReports, params, form)]).toEqual([...params]);
      }),
    );
  });
});

function applied(query: string, fields: Record<string, string>): string {
  const form = new FormData();
  for (const [name, text] of Object.entries(fields)) form.set(name, text);
  const params = withFieldValues(imageUsageReports, new URLSearchParams(query), form);
  return [...params].map(([name, value]) => `${name}=${value}`).join("&");
}
