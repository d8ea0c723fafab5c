import { describe, expect, it } from "vitest";
import type { CellValue, ColumnKind } from "@/lib/resources/resource";
import { pageOf } from "@/lib/resources/thing-pages";
import { addressText, facetColumn, facetParameter, listHref, withScope } from "./routes";

describe("the page about a value", () => {
  it.each<[string, ColumnKind, CellValue, string | null]>([
    ["is the image's for an image's id", "id", "ami-0abcdef1234567890", "/images/ami-0abcdef1234567890"],
    ["is the image's for a short id too", "id", "ami-1a2b3c4d", "/images/ami-1a2b3c4d"],
    ["is the account's for its digits, zeros kept", "account", "001100110011", "/accounts/001100110011"],
    ["is none for an id of something else", "id", "amiur-00b877d192f6b02d0", null],
    ["is none for an id that only begins like one", "id", "ami-0abcdef1234567890/../..", null],
    ["is none for an account that is no 12 digits", "account", "1234", null],
    ["is none for a text that looks like an id", "text", "ami-0abcdef1234567890", null],
    ["is none for a number", "number", 111122223333, null],
    ["is none for nothing", "id", null, null],
  ])("%s", (_, kind, value, href) => expect(pageOf(kind, value)?.href ?? null).toBe(href));
});

describe("a link", () => {
  it.each([
    ["takes the chosen scopes along", "/images/ami-1", "?region=us-east-1", "/images/ami-1?region=us-east-1"],
    ["takes them along with what it asks itself", "/compare?a=1&b=2", "?region=us-east-1", "/compare?a=1&b=2&region=us-east-1"],
    ["is as it is where none are chosen", "/images/ami-1", "", "/images/ami-1"],
    ["keeps the scope that it names itself", "/images/ami-1?region=eu-west-1", "?region=us-east-1", "/images/ami-1?region=eu-west-1"],
  ])("%s", (_, href, scope, whole) => expect(withScope(href, scope)).toBe(whole));
});

describe("a link to rows", () => {
  it("names the choice of each facet, whatever its text holds", () => {
    expect(listHref("/imports", { outcome: "failed", reason: "ClientError: a&b=c, 50 %" })).toBe(
      "/imports?facet.outcome=failed&facet.reason=ClientError%3A+a%26b%3Dc%2C+50+%25",
    );
  });

  it("names a facet as the page reads it", () => {
    expect(facetColumn(facetParameter("state"))).toBe("state");
    expect(facetColumn("filter.state")).toBeNull();
  });
});

describe("what an address names", () => {
  it.each([
    ["is read as it was written", "ami%20x", "ami x"],
    ["stays as it is where it is no proper encoding", "%E0%A4%A", "%E0%A4%A"],
  ])("%s", (_, segment, text) => expect(addressText(segment)).toBe(text));
});
