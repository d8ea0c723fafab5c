import { describe, expect, it } from "vitest";
import { readConfig } from "./config";
import { faultsOf } from "./config.test-support";

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
