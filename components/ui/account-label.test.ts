import { describe, expect, it } from "vitest";
import { accountLabel, accountOrUnknown, nameOf } from "./account-label";

const names = { "001122223333": "payments" };

describe("an account", () => {
  it.each([
    ["has its name before its digits", "001122223333", "payments (0011-2222-3333)"],
    ["has its digits alone where no name is known", "444455556666", "4444-5555-6666"],
    ["stays as it is where it is no account", "all", "all"],
    ["is not named by what every object has", "constructor", "constructor"],
  ])("%s", (_, id, label) => expect(accountLabel(names, id)).toBe(label));

  it("is called unknown where AWS has not said which it is", () => expect(accountOrUnknown(names, null)).toBe("account unknown"));

  it("may have no name", () => expect(nameOf(names, "444455556666")).toBeNull());
});
