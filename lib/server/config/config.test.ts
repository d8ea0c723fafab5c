import { describe, expect, it } from "vitest";
import { readConfig } from "./config";
import { faultsOf } from "./config.test-support";

describe("what is not set", () => {
  it("has its default", () => {
    expect(readConfig({})).toEqual({
      regions: [],
      roles: [],
      externalId: null,
      accountNames: {},
      cacheMs: 60_000,
      collectShare: 0.25,
      callMs: 10_000,
      loadMs: 600_000,
      verdictMaxHours: 24,
      allowWrites: false,
      dataDir: ".ledger",
      collect: true,
      collectSecret: null,
      databaseUrl: null,
      logLevel: "info",
      metricsPort: null,
      shutdownMs: 20_000,
      limits: { requestsPerMinute: 600, readsAtOnce: 64 },
    });
  });

  it("is the same as what is empty or blank", () => {
    const names = [
      "REGIONS",
      "ROLE_ARNS",
      "EXTERNAL_ID",
      "ACCOUNT_NAMES",
      "CACHE_SECONDS",
      "COLLECT",
      "COLLECT_PERCENT",
      "COLLECT_SECRET",
      "DATABASE_URL",
      "CALL_SECONDS",
      "LOAD_SECONDS",
      "VERDICT_MAX_HOURS",
      "ALLOW_WRITES",
      "DATA_DIR",
      "LOG_LEVEL",
      "METRICS_PORT",
      "SHUTDOWN_SECONDS",
      "REQUESTS_PER_MINUTE",
      "READS_AT_ONCE",
    ];
    for (const text of ["", "  "]) {
      expect(readConfig(Object.fromEntries(names.map((name) => [`LEDGER_${name}`, text])))).toEqual(readConfig({}));
    }
  });
});

describe("writes", () => {
  it.each([
    ["true", true],
    [" true ", true],
    ["false", false],
  ])("are as they are said to be: %j", (text, expected) => expect(readConfig({ LEDGER_ALLOW_WRITES: text }).allowWrites).toBe(expected));

  it.each(["TRUE", "1", "yes", "on", "true,false"])("are not allowed by something like it, which is refused: %s", (text) => {
    expect(faultsOf({ LEDGER_ALLOW_WRITES: text })).toEqual([`LEDGER_ALLOW_WRITES: expected true or false, not “${text}”`]);
  });
});

describe("the data directory", () => {
  it("may be anywhere, with blanks in its name", () => {
    expect(readConfig({ LEDGER_DATA_DIR: " /var/lib/ami ledger " }).dataDir).toBe("/var/lib/ami ledger");
  });
});

describe("a wrong configuration", () => {
  it("is told with every fault at once, a line each", () => {
    const faults = faultsOf({ LEDGER_REGIONS: "US-EAST-1,eu-west-1,moon" });

    expect(faults).toHaveLength(2);
    expect(faults[0]).toMatch(/^LEDGER_REGIONS: .*“US-EAST-1”$/);
    expect(faults[1]).toMatch(/^LEDGER_REGIONS: .*“moon”$/);
  });

  it("is told with the faults of every variable together", () => {
    const faults = faultsOf({
      LEDGER_REGIONS: "moon",
      LEDGER_ROLE_ARNS: "arn:aws:iam::111122223333:role/a,arn:aws:iam::111122223333:role/b",
      LEDGER_EXTERNAL_ID: "?",
      LEDGER_ACCOUNT_NAMES: "payments",
      LEDGER_CACHE_SECONDS: "-1",
      LEDGER_CALL_SECONDS: "0",
      LEDGER_LOAD_SECONDS: "x",
      LEDGER_ALLOW_WRITES: "x",
    });

    expect(faults.map((fault) => fault.split(":")[0]).sort()).toEqual([
      "LEDGER_ACCOUNT_NAMES",
      "LEDGER_ALLOW_WRITES",
      "LEDGER_CACHE_SECONDS",
      "LEDGER_CALL_SECONDS",
      "LEDGER_EXTERNAL_ID",
      "LEDGER_LOAD_SECONDS",
      "LEDGER_REGIONS",
      "LEDGER_ROLE_ARNS",
    ]);
  });

  it("has its faults as its message", () => {
    expect(() => readConfig({ LEDGER_REGIONS: "a,b" })).toThrow(/“a”\nLEDGER_REGIONS: .*“b”$/);
  });
});

describe("what is not ours", () => {
  it("is left to the AWS SDK", () => {
    expect(readConfig({ AWS_REGION: "nowhere", PATH: "/bin" })).toEqual(readConfig({}));
  });
});

describe("what an operator watches and limits", () => {
  it("is read as it is set", () => {
    const config = readConfig({ LEDGER_LOG_LEVEL: "debug", LEDGER_METRICS_PORT: "9464", LEDGER_READS_AT_ONCE: "2" });

    expect(config).toMatchObject({ logLevel: "debug", metricsPort: 9464, limits: { requestsPerMinute: 600, readsAtOnce: 2 } });
  });

  it.each([
    ["LEDGER_LOG_LEVEL", "loud", "expected debug, info, warn or error, not “loud”"],
    ["LEDGER_METRICS_PORT", "0", "expected a whole number from 1 to 65535"],
    ["LEDGER_METRICS_PORT", "http", "expected a whole number from 1 to 65535"],
    ["LEDGER_READS_AT_ONCE", "0", "expected a whole number from 1 to 10000"],
    ["LEDGER_REQUESTS_PER_MINUTE", "1e3", "expected a whole number from 10 to 1000000"],
    ["LEDGER_SHUTDOWN_SECONDS", "-1", "expected a whole number of seconds from 0 to 600"],
  ])("is refused where it cannot be right: %s=%s", (name, text, expected) => {
    expect(faultsOf({ [name]: text })).toEqual([`${name}: ${expected}`]);
  });
});
