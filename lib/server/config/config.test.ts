import { describe, expect, it } from "vitest";
import { InvalidConfig } from "@/lib/aws/sdk/variables";
import { readConfig } from "./config";

describe("the regions of the configuration", () => {
  it.each([
    ["are none where nothing is set", undefined, []],
    ["are none where the variable is empty", "", []],
    ["are those that are named", "us-east-1,eu-west-1", ["us-east-1", "eu-west-1"]],
    ["may have blanks and commas around", " us-east-1 ,, eu-west-1, ", ["us-east-1", "eu-west-1"]],
    ["are read once each", "us-east-1,us-east-1", ["us-east-1"]],
    [
      "may be of any partition",
      "us-gov-west-1,cn-north-1,eusc-de-east-1,us-isob-east-1,ap-southeast-7",
      ["us-gov-west-1", "cn-north-1", "eusc-de-east-1", "us-isob-east-1", "ap-southeast-7"],
    ],
  ])("%s", (_, text, regions) => expect(readConfig({ LEDGER_REGIONS: text }).regions).toEqual(regions));

  it.each(["US-EAST-1", "us-east-1a", "us-east", "everywhere", "us-east-1;eu-west-1", "us-east-1\neu-west-1", "../us-east-1"])(
    "are refused with the variable and what was expected: %j",
    (text) => {
      expect(faultsOf({ LEDGER_REGIONS: text })).toEqual([
        `LEDGER_REGIONS: expected region names such as us-east-1,eu-west-1, or all, not “${text}”`,
      ]);
    },
  );
});

describe("what is not set", () => {
  it("has its default", () => {
    expect(readConfig({})).toEqual({
      regions: [],
      roles: [],
      externalId: null,
      accountNames: {},
      cacheMs: 60_000,
      callMs: 10_000,
      loadMs: 600_000,
      verdictMaxHours: 24,
      allowWrites: false,
      dataDir: ".ledger",
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

describe("all regions", () => {
  it.each(["all", " all ", "us-east-1,all", "all,all"])("are meant by %j", (text) => {
    expect(readConfig({ LEDGER_REGIONS: text }).regions).toBe("all");
  });

  it("are not meant by a word in other letters", () => {
    expect(faultsOf({ LEDGER_REGIONS: "ALL" })).toEqual([
      "LEDGER_REGIONS: expected region names such as us-east-1,eu-west-1, or all, not “ALL”",
    ]);
  });
});

describe("roles", () => {
  it("are read with the account of each, in any partition and with any path", () => {
    const [plain, path, china] = [
      "arn:aws:iam::111122223333:role/ami-ledger",
      "arn:aws-us-gov:iam::222233334444:role/path/to/x+=.@-_",
      "arn:aws-cn:iam::001122223333:role/r",
    ];

    expect(readConfig({ LEDGER_ROLE_ARNS: ` ${plain} ,,${path},${china}, ` }).roles).toEqual([
      { arn: plain, account: "111122223333" },
      { arn: path, account: "222233334444" },
      { arn: china, account: "001122223333" },
    ]);
  });

  it("are read once each", () => {
    const arn = "arn:aws:iam::111122223333:role/ami-ledger";

    expect(readConfig({ LEDGER_ROLE_ARNS: `${arn},${arn}` }).roles).toHaveLength(1);
  });

  it.each([
    "arn:aws:iam::11112222333:role/x",
    "arn:aws:iam::111122223333:user/x",
    "arn:aws:iam::111122223333:role/",
    "arn:aws:sts::111122223333:assumed-role/x/y",
    "111122223333",
    "arn:aws:iam::111122223333:role/a b",
    "arn:aws:iam::111122223333:role/x;arn:aws:iam::222233334444:role/x",
  ])("that are none are refused: %s", (text) => {
    expect(faultsOf({ LEDGER_ROLE_ARNS: text })).toEqual([
      `LEDGER_ROLE_ARNS: expected role ARNs such as arn:aws:iam::111122223333:role/ami-ledger, not “${text}”`,
    ]);
  });

  it("that are several in an account are refused, once for each such account", () => {
    const arns = ["1", "2", "3"].flatMap((name) => [`arn:aws:iam::111122223333:role/${name}`, `arn:aws:iam::222233334444:role/${name}`]);

    expect(faultsOf({ LEDGER_ROLE_ARNS: `${arns},arn:aws:iam::001122223333:role/x` })).toEqual([
      "LEDGER_ROLE_ARNS: expected one role for each account, but 111122223333 has several",
      "LEDGER_ROLE_ARNS: expected one role for each account, but 222233334444 has several",
    ]);
  });
});

describe("the external id", () => {
  it.each(["ab", "8f:4/x=+,.@-_", "x".repeat(1_224)])("may be what AWS allows: %.20s", (text) => {
    expect(readConfig({ LEDGER_EXTERNAL_ID: ` ${text} ` }).externalId).toBe(text);
  });

  it.each(["a", "a b", "ä1", "x".repeat(1_225), "a#b"])("is refused where AWS would: %.20s", (text) => {
    expect(faultsOf({ LEDGER_EXTERNAL_ID: text })).toEqual([
      "LEDGER_EXTERNAL_ID: expected 2 to 1,224 letters, digits and characters of _+=,.@:/-",
    ]);
  });
});

describe("account names", () => {
  it("are read by their accounts, with blanks and equal signs in them", () => {
    expect(readConfig({ LEDGER_ACCOUNT_NAMES: "111122223333=payments, 001122223333=data = all of it ,," }).accountNames).toEqual({
      "111122223333": "payments",
      "001122223333": "data = all of it",
    });
  });

  it.each(["111122223333", "111122223333=", "1111=payments", "payments=111122223333", "=x"])("that are none are refused: %s", (text) => {
    expect(faultsOf({ LEDGER_ACCOUNT_NAMES: text })).toEqual([
      `LEDGER_ACCOUNT_NAMES: expected pairs such as 111122223333=payments, not “${text}”`,
    ]);
  });
});

describe.each([
  ["LEDGER_CACHE_SECONDS", "cacheMs", 0, 86_400],
  ["LEDGER_CALL_SECONDS", "callMs", 1, 300],
  ["LEDGER_LOAD_SECONDS", "loadMs", 1, 3_600],
] as const)("%s", (variable, member, min, max) => {
  it(`is from ${min} to ${max} seconds`, () => {
    for (const value of [min, min + 1, max]) expect(readConfig({ [variable]: ` ${value} ` })[member]).toBe(value * 1_000);
  });

  it.each([`${min - 1}`, `${max + 1}`, "-1", "1.5", "1e1", "0x5", "ten", "5s", "9".repeat(400), "1,5"])(
    "is refused beyond that, and once: %.20s",
    (text) => {
      expect(faultsOf({ [variable]: text })).toEqual([`${variable}: expected a whole number of seconds from ${min} to ${max}`]);
    },
  );
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

function faultsOf(environment: Record<string, string>): readonly string[] {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof InvalidConfig) return error.faults;
    throw error;
  }
  return [];
}

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
