import { describe, expect, it, vi } from "vitest";

describe("an error that is recognised by its name", () => {
  it("is an instance of the same class of another bundle", async () => {
    const [one, other] = [await bundle(), await bundle()];

    const error = new one.InvalidParameter("region", "region must be one that is configured.");

    expect(one.InvalidParameter).not.toBe(other.InvalidParameter);
    expect(error instanceof other.InvalidParameter).toBe(true);
  });

  it("is an error, with the name and message of its kind", async () => {
    const { InvalidParameter } = await bundle();

    const error = new InvalidParameter("region", "region must be one that is configured.");

    expect(error).toBeInstanceOf(Error);
    expect(`${error}`).toBe("InvalidParameter: region must be one that is configured.");
    expect(error.parameter).toBe("region");
  });

  it.each([
    ["an error of AWS with the same name", Object.assign(new Error("The parameter is not valid."), { name: "InvalidParameter" })],
    ["any other error", new TypeError()],
    ["what only looks like it", { name: "InvalidParameter", message: "" }],
    ["nothing", undefined],
  ])("is not %s", async (_, value) => {
    const { InvalidParameter } = await bundle();

    expect(value instanceof InvalidParameter).toBe(false);
  });
});

/** The module anew, as another entry point of the app has it. */
function bundle() {
  vi.resetModules();
  return import("./invalid-parameter");
}
