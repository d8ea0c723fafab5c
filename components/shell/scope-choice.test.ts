import { describe, expect, it } from "vitest";
import { choiceOf, choiceTexts, everything, fault, lastUsed, matches, rememberUsed, scopeCount, withChoice } from "./scope-choice";

const PAYMENTS = "001122223333";
const MEDIA = "444455556666";
const configured = {
  accounts: [
    { id: PAYMENTS, regions: ["us-east-1", "eu-west-1", "ap-south-1"] },
    { id: MEDIA, regions: ["us-east-1", "eu-west-1"] },
  ],
  regions: ["us-east-1", "eu-west-1", "ap-south-1"],
};
const names = { [PAYMENTS]: "payments" };
const params = (query: string) => new URLSearchParams(query);

describe("the choice in a query", () => {
  it("is everything where nothing is named", () => expect(choiceOf(configured, params("q=x"))).toEqual(everything(configured)));

  it("keeps the configured order and drops what is not configured", () => {
    expect(choiceOf(configured, params("region=ap-south-1&region=us-east-1&region=mars-1&account=999999999999"))).toEqual({
      accounts: [],
      regions: ["us-east-1", "ap-south-1"],
    });
  });
});

describe("a new choice", () => {
  it("keeps the rest of the query but the open row", () => {
    const next = withChoice(configured, params("q=x&row=1&region=us-east-1&facet.state=a"), { accounts: [MEDIA], regions: ["eu-west-1"] });

    expect(next.toString()).toBe(`q=x&facet.state=a&account=${MEDIA}&region=eu-west-1`);
  });

  it("names neither accounts nor regions where it is all of them", () => {
    expect(withChoice(configured, params("account=1&region=2"), everything(configured)).toString()).toBe("");
  });

  it("comes back as it was made", () => {
    const choice = { accounts: [PAYMENTS], regions: ["eu-west-1", "ap-south-1"] };

    expect(choiceOf(configured, withChoice(configured, params(""), choice))).toEqual(choice);
  });
});

describe("how much a choice reads", () => {
  it("counts the regions that each account has", () => expect(scopeCount(configured, everything(configured))).toBe(5));

  it.each([
    ["no account", { accounts: [], regions: ["us-east-1"] }, "Choose at least one account"],
    ["no region", { accounts: [MEDIA], regions: [] }, "Choose at least one region"],
    ["no region of the account", { accounts: [MEDIA], regions: ["ap-south-1"] }, "The chosen accounts have none of these regions"],
    ["something", { accounts: [MEDIA], regions: ["us-east-1"] }, null],
  ])("is nothing, and says why, with %s", (_, choice, words) => expect(fault(configured, choice)).toBe(words));

  it("cannot leave others out beside an account whose id is not known", () => {
    const nameless = { ...configured, accounts: [{ id: null, regions: ["us-east-1"] }, ...configured.accounts] };

    expect(fault(nameless, { accounts: [null], regions: ["us-east-1"] })).toContain("without an id");
    expect(fault(nameless, everything(nameless))).toBeNull();
  });
});

describe("a choice in words", () => {
  it.each([
    ["everything", everything(configured), ["2 accounts", "3 regions"]],
    ["one account", { accounts: [PAYMENTS], regions: ["us-east-1", "ap-south-1"] }, ["payments (0011-2222-3333)", "2 of 3 regions"]],
    ["an account with fewer regions", { accounts: [MEDIA], regions: configured.regions }, ["4444-5555-6666", "2 regions"]],
    ["nothing that is configured", { accounts: [], regions: [] }, ["Account not configured", "Region not configured"]],
  ])("is told: %s", (_, choice, [accounts, regions]) => expect(choiceTexts(configured, choice, names)).toEqual({ accounts, regions }));

  it("counts where there are some of several", () => {
    const three = { ...configured, accounts: [...configured.accounts, { id: "777788889999", regions: ["us-east-1"] }] };

    expect(choiceTexts(three, { accounts: [PAYMENTS, MEDIA], regions: ["us-east-1"] }, names)).toEqual({
      accounts: "2 of 3 accounts",
      regions: "1 of 3 regions",
    });
  });
});

describe("what was used last", () => {
  const storage = () => {
    const kept = new Map<string, string>();
    return { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) };
  };

  it("is offered the latest first, each once, and only a few", () => {
    const own = storage();
    for (const search of ["region=1", "region=2", "region=1", "", "region=3", "region=4", "region=5"]) rememberUsed(own, search);

    expect(lastUsed(own)).toEqual(["region=5", "region=4", "region=3", "region=1"]);
  });

  it.each(["no json", "{}", "[1,null]"])("is nothing where something else is kept: %s", (text) =>
    expect(lastUsed({ getItem: () => text })).toEqual([]),
  );
});

describe("what is searched", () => {
  it.each([
    ["payments (0011-2222-3333)", "PAY", true],
    ["payments (0011-2222-3333)", "00112222", true],
    ["payments (0011-2222-3333)", "0011-2222", true],
    ["payments (0011-2222-3333)", " 3333 ", true],
    ["payments (0011-2222-3333)", "media", false],
    ["us-east-1", "east", true],
    ["us-east-1", "", true],
  ])("%s for %s: %s", (text, needle, found) => expect(matches(text, needle)).toBe(found));
});
