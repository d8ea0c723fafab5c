import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { returnTarget, signInAddress } from "./return-target";

describe("after signing in", () => {
  it.each(["/", "/images", "/image-usage-report-entries?region=us-east-1&q=a%2Fb#x", "/images?to=https://example.com"])(
    "a page of this app is gone back to: %s",
    (to) => expect(returnTarget(to)).toBe(to),
  );

  it.each([
    null,
    undefined,
    "",
    "images",
    "//example.com",
    "/\\example.com",
    "\\\\example.com",
    "/\t/example.com",
    "/\n/example.com",
    "/.//example.com",
    "/..//example.com",
    "/%2e//example.com",
    "/a/..//example.com",
    "https://example.com",
    "https:/images",
    "javascript:alert(1)",
    " /images",
    "/sign-in",
    "/sign-in?to=/sign-in",
    "/api/auth/sign-out",
    "/./api/scopes",
    `/${"x".repeat(3_000)}`,
  ])("nothing else is: %j", (to) => expect(returnTarget(to)).toBe("/"));

  it("no address leads to another host, whatever it is made of", () => {
    const hostile = fc.array(fc.constantFrom("/", "\\", ".", "%2f", "%5c", "\t", "\n", "@", ":", "?", "#", "example.com", "http:"));
    fc.assert(
      fc.property(
        fc.oneof(
          hostile.map((parts) => `/${parts.join("")}`),
          fc.webUrl(),
          fc.string(),
        ),
        (to) => {
          expect(new URL(returnTarget(to), "https://ledger.example.com").host).toBe("ledger.example.com");
        },
      ),
      { numRuns: 3_000 },
    );
  });
});

it("the address of the sign-in keeps where somebody wanted to go", () => {
  expect(signInAddress("/images?q=a&b=c")).toBe("/sign-in?to=%2Fimages%3Fq%3Da%26b%3Dc");
  expect(signInAddress("//example.com")).toBe("/sign-in");
});
