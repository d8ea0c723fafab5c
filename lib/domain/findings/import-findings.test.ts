import { describe, expect, it } from "vitest";
import type { Scoped } from "@/lib/core/scope";
import type { ImportImageTask } from "@/lib/resources/import-image-tasks";
import { importFindings } from "./import-findings";
import { PARIS, task } from "./test-support";
import { toFinding } from "./to-finding";

const KERNEL = "ClientError: Unsupported kernel version";
const DISK = "ClientError: Disk validation failed";

describe("imports that failed", () => {
  it("are found with AWS's reason, and lead to the one row, open", () => {
    expect(findings([task({ statusMessage: KERNEL, description: "Web server" })])).toEqual([
      {
        code: "import-failed",
        severity: "info",
        subject: { kind: "import-image-task", id: "import-ami-1", name: "Web server" },
        scope: { account: "111122223333", region: "us-east-1" },
        message: `Web server failed to import, going by AWS’s message: ${KERNEL}`,
        since: null,
        href: "/import-image-tasks?facet.outcome=failed&facet.statusMessage=ClientError%3A+Unsupported+kernel+version&row=111122223333%2Fus-east-1%2Fimport-ami-1",
      },
    ]);
  });

  it("are named by their id where they have no description", () => {
    expect(findings([task({ statusMessage: KERNEL })])[0]?.message).toMatch(/^import-ami-1 failed/);
  });

  it("are one sentence a reason, and lead to the rows with that very reason", () => {
    const found = findings([task({ statusMessage: KERNEL }), task({ statusMessage: DISK }), task({ statusMessage: DISK }, PARIS)]);

    expect(found).toMatchObject([
      { message: expect.stringMatching(/^import-ami-1 failed/) },
      {
        message: `2 imports failed, going by AWS’s message: ${DISK}`,
        scope: null,
        href: "/import-image-tasks?facet.outcome=failed&facet.statusMessage=ClientError%3A+Disk+validation+failed",
      },
    ]);
  });

  it("are at least so many where not all imports were read", () => {
    const [finding] = findings([task({ statusMessage: DISK }), task({ statusMessage: DISK })], false);

    expect(finding?.message).toMatch(/^At least 2 imports failed/);
  });

  it.each<[string, Partial<ImportImageTask>]>([
    ["was cancelled", { status: "deleted", statusMessage: null }],
    ["runs", { status: "active", statusMessage: "ClientError: retrying" }],
    ["is complete", { status: "completed", statusMessage: null }],
    ["is in a state that AWS added", { status: "brand-new", statusMessage: KERNEL }],
  ])("are not found in one that %s", (_, members) => expect(findings([task(members)])).toEqual([]));
});

const findings = (tasks: readonly Scoped<ImportImageTask>[], isWhole = true) =>
  importFindings(tasks, isWhole).map((fact) => toFinding(fact, ""));
