import { PHASE_PRODUCTION_BUILD, PHASE_PRODUCTION_SERVER } from "next/constants";
import { afterEach, describe, expect, it, vi } from "vitest";
import config from "@/next.config";

afterEach(() => vi.unstubAllEnvs());

describe("a server of its own", () => {
  it("is made by a build", () => expect(config(PHASE_PRODUCTION_BUILD)).toMatchObject({ output: "standalone" }));

  it("is not made on Vercel, whose builds fail with it", () => {
    vi.stubEnv("VERCEL", "1");

    expect(config(PHASE_PRODUCTION_BUILD)).not.toHaveProperty("output");
  });

  it("is nothing that `next start` is told of", () => expect(config(PHASE_PRODUCTION_SERVER)).not.toHaveProperty("output"));
});
