import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { readConfig } from "@/lib/server/config/config";
import { demoEnvironment, SAMPLE_REGIONS, sampleEnvironment } from "./sample-environment";

afterEach(() => vi.unstubAllEnvs());

describe("the environment of the demo", () => {
  it("reads two further accounts, each in its own regions", () => {
    const { regions, roles } = readConfig(demoEnvironment("http://127.0.0.1:1", "/tmp/ledger"));

    expect(regions).toBe("all");
    expect(roles.map(({ account }) => account)).toEqual(["444455556666", "777788889999"]);
  });

  it("empties what a file of variables would add, but for a sign-in", () => {
    const folder = mkdtempSync(join(tmpdir(), "ami-ledger-"));
    writeFileSync(
      join(folder, ".env.local"),
      "AWS_PROFILE=production\nLEDGER_EXTERNAL_ID=secret\nLEDGER_REGIONS=eu-west-3\nLEDGER_AUTH=none\n",
    );

    const environment = demoEnvironment("http://127.0.0.1:1", folder, folder);

    expect(environment).toMatchObject({ AWS_PROFILE: "", LEDGER_EXTERNAL_ID: "", LEDGER_REGIONS: "all" });
    expect(environment).not.toHaveProperty("LEDGER_AUTH");
    rmSync(folder, { recursive: true });
  });

  it("keeps the operator's variables for a sign-in", () => {
    vi.stubEnv("LEDGER_OIDC_ISSUER", "https://login.example.com");

    expect(demoEnvironment("http://127.0.0.1:1", "/tmp/ledger").LEDGER_OIDC_ISSUER).toBe("https://login.example.com");
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
  });
});
