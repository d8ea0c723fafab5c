import { describe, expect, it, vi } from "vitest";
import { readConfig } from "@/lib/server/config/config";
import { demoEnvironment, SAMPLE_REGIONS, sampleEnvironment } from "./sample-environment";

describe("the environment of the demo", () => {
  it("reads two further accounts, each in its own regions", () => {
    const { regions, roles } = readConfig(demoEnvironment("http://127.0.0.1:1", "/tmp/ledger"));

    expect(regions).toBe("all");
    expect(roles.map(({ account }) => account)).toEqual(["444455556666", "777788889999"]);
  });
});

describe("an environment with sample data", () => {
  it("reads one account in the regions that are asked for", () => {
    expect(readConfig(sampleEnvironment("http://127.0.0.1:1", SAMPLE_REGIONS))).toMatchObject({ regions: SAMPLE_REGIONS, roles: [] });
  });

  it("has nothing of the operator's own set-up", () => {
    vi.stubEnv("AWS_PROFILE", "production");
    vi.stubEnv("LEDGER_EXTERNAL_ID", "secret");

    const environment = sampleEnvironment("http://127.0.0.1:1", SAMPLE_REGIONS);

    expect(environment).not.toHaveProperty("AWS_PROFILE");
    expect(environment).not.toHaveProperty("LEDGER_EXTERNAL_ID");
    vi.unstubAllEnvs();
  });
});
