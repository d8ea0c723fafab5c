import { describe, expect, it } from "vitest";
import { facetParameter } from "@/lib/core/routes";
import { importImageTasks } from "@/lib/resources/import-image-tasks";
import { facetParsers, requestSearch, scopeSearch, toChoices, viewParsers } from "./url-state";

describe("what is asked of the route", () => {
  it.each([
    [
      "is AWS's parameters as they are",
      "image-id=ami-1&image-id=ami-2&filter.tag%3ATeam=a+b",
      "image-id=ami-1&image-id=ami-2&filter.tag%3ATeam=a+b",
    ],
    ["is none of the view's own parameters", "q=x&sort=a.asc&columns=a&row=r&reports=all&counted=Core", ""],
    ["is no facet", "facet.state=error&region=us-east-1", "region=us-east-1"],
    ["is an AWS filter of the same name as a facet", "filter.state=error", "filter.state=error"],
    ["is a parameter that nobody knows, for the route to refuse", "colour=red", "colour=red"],
  ])("%s", (_, query, search) => expect(requestSearch(new URLSearchParams(query))).toBe(search));
});

describe("what goes along to another page", () => {
  it.each([
    [
      "is which scopes to read",
      "q=x&region=us-east-1&region=eu-west-1&account=111122223333&image-id=ami-1",
      "?region=us-east-1&region=eu-west-1&account=111122223333",
    ],
    ["is nothing where all scopes are read", "q=x", ""],
  ])("%s", (_, query, search) => expect(scopeSearch(new URLSearchParams(query))).toBe(search));
});

describe("the view in the URL", () => {
  const { sort, columns, q } = viewParsers(importImageTasks);

  it("starts with the resource's own sort and no search", () => {
    expect([sort.defaultValue, q.defaultValue]).toEqual(["outcome.desc", ""]);
  });

  it("starts with the columns that are not optional", () => {
    expect(columns.defaultValue).toContain("statusMessage");
    expect(columns.defaultValue).not.toContain("kmsKeyId");
  });

  it("names columns in a list", () => {
    expect(columns.parse("a,,b")).toEqual(["a", "b"]);
    expect(columns.serialize(["a", "b"])).toBe("a,b");
    expect(columns.eq(["a", "b"], ["a", "b"])).toBe(true);
    expect(columns.eq(["a", "b"], ["b", "a"])).toBe(false);
  });

  it("has a facet for each column that offers one", () => {
    expect(Object.keys(facetParsers(importImageTasks))).toEqual([
      "facet.outcome",
      "facet.statusMessage",
      "facet.platform",
      "facet.licenseType",
      "facet.region",
    ]);
    expect(facetParameter("outcome")).toBe("facet.outcome");
  });

  it("gives facets as choices by column, none where none is set", () => {
    expect(toChoices({ "facet.outcome": ["failed", "cancelled"], "facet.region": null })).toEqual({
      outcome: ["failed", "cancelled"],
      region: [],
    });
  });
});
