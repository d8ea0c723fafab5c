import { describe, expect, it } from "vitest";
import { known, type Unknown } from "@/lib/core/known";
import { finish } from "@/lib/core/slices";
import { accountUsage } from "./account-usage";
import { imageGrants } from "./grants";
import type { ImageEvidence } from "./image-evidence";
import { count, evidence, image, MOMENT, NOW, ohio } from "./test-support";
import { usageMatrix } from "./usage-matrix";

const OWNER = "111122223333";
const INSTANCE = "ec2:Instance";
const FAILED: Unknown = { state: "failed", why: "It failed." };
const used = references([INSTANCE]);
const nameless = { scope: { ...ohio, account: null } };

const cell = (given: ImageEvidence) => finish(usageMatrix([given], NOW, [OWNER])).cell(0, 0, INSTANCE);
const account = (given: ImageEvidence) => finish(accountUsage({ evidences: [given], isWhole: true }, OWNER, MOMENT));

function granted(given: ImageEvidence) {
  const permission = { userId: OWNER, group: null, organizationArn: null, organizationalUnitArn: null };
  const grants = imageGrants({ ...given, launchPermissions: known([permission]) }, MOMENT, known([]));
  return grants.state === "known" ? grants.value.granted[0]?.use : null;
}

describe("the owner, of whom usage reports do not speak", () => {
  it("has no use seen where none of its own resources refers to the image", () => {
    const given = evidence();

    expect(cell(given)).toEqual(known(0));
    expect(account(given)).toMatchObject({ images: [], unknown: [] });
    expect(granted(given)).toBe("no use seen");
  });

  it.each([
    ["the scope names it", used],
    ["only the image names it", { ...used, ...nameless, image: known(image({ ownerId: OWNER })) }],
  ])("uses the image where its own resources refer to it and %s", (_, members) => {
    const given = evidence({ members });

    expect(cell(given)).toMatchObject({ state: "not reported" });
    expect(account(given).images).toMatchObject([{ byType: { [INSTANCE]: 1 } }]);
    expect(granted(given)).toBe("in use");
  });

  it.each<[string, Partial<ImageEvidence>]>([
    ["its references could not be read", { references: FAILED }],
    ["it is not known who it is", { ...used, ...nameless, image: known(image({ ownerId: null })) }],
  ])("is not said to use nothing where %s", (_, members) => {
    const given = evidence({ members });

    expect(cell(given).state).not.toBe("known");
    expect(account(given)).toMatchObject({ images: [], unknown: [{ imageId: "ami-1" }] });
    expect(granted(given)).toBe("unknown");
  });

  it("uses the image where a report counts it all the same", () => {
    const given = evidence({ entries: { "amiur-1": [count(OWNER, 2)] } });

    expect(cell(given)).toEqual(known(2));
    expect(account(given).images).toMatchObject([{ byType: { [INSTANCE]: 2 } }]);
    expect(granted(given)).toBe("in use");
  });

  it("makes its own total a lower bound, and no other", () => {
    const matrix = finish(
      usageMatrix([evidence({ members: used }), evidence({ entries: { "amiur-1": [count(OWNER, 2)] } })], NOW, [OWNER]),
    );

    expect(matrix.accountTotal(0, INSTANCE)).toEqual({ value: 2, isPartial: true });
    expect(matrix.imageTotal(0, INSTANCE)).toEqual({ value: 0, isPartial: false });
    expect(matrix.totalOf({ images: [0, 1], accounts: [0] }, INSTANCE)).toEqual({ value: 2, isPartial: true });
  });
});

function references(types: readonly string[]): Partial<ImageEvidence> {
  const rows = types.map((resourceType) => ({ imageId: "ami-1", resourceType, arn: `arn:${resourceType}` }));
  return { references: known(rows), arrivedReferences: rows };
}
