import { describe, expect, it } from "vitest";
import type { Scoped } from "@/lib/core/scope";
import type { ImportImageTask } from "@/lib/resources/import-image-tasks";
import { importFindings } from "./import-findings";

const KERNEL = "ClientError: Unsupported kernel version";
const DISK = "ClientError: Disk validation failed";

describe("imports that failed", () => {
  it("are found with AWS's reason, and linked to by their row", () => {
    expect(importFindings([task({ statusMessage: KERNEL, description: "web server" })])).toEqual([
      {
        urgency: "bad",
        subject: "Import of web server",
        text: `failed: ${KERNEL}`,
        region: "us-east-1",
        href: "/import-image-tasks?row=111122223333%2Fus-east-1%2Fimport-ami-1",
        action: "See task",
      },
    ]);
  });

  it("are named by their id where they have no description", () => {
    expect(importFindings([task({ statusMessage: KERNEL })])[0]?.subject).toBe("Import of import-ami-1");
  });

  it("are one sentence a reason, the most frequent first", () => {
    const findings = importFindings([
      task({ statusMessage: KERNEL }),
      task({ statusMessage: DISK }),
      task({ statusMessage: DISK }, "eu-west-3"),
    ]);

    expect(findings.map(({ subject, text, region, href }) => ({ subject, text, region, href }))).toEqual([
      { subject: "2 imports", text: `failed: ${DISK}`, region: null, href: "/import-image-tasks?facet.outcome=failed" },
      expect.objectContaining({ subject: "Import of import-ami-1", text: `failed: ${KERNEL}`, region: "us-east-1" }),
    ]);
  });

  it.each<[string, Partial<ImportImageTask>]>([
    ["was cancelled", { status: "deleted", statusMessage: null }],
    ["runs", { status: "active", statusMessage: "ClientError: retrying" }],
    ["is complete", { status: "completed", statusMessage: null }],
    ["is in a state that AWS added", { status: "brand-new", statusMessage: KERNEL }],
  ])("are not found in one that %s", (_, members) => expect(importFindings([task(members)])).toEqual([]));
});

function task(members: Partial<ImportImageTask>, region = "us-east-1"): Scoped<ImportImageTask> {
  return {
    scope: { account: "111122223333", region },
    architecture: null,
    description: null,
    encrypted: null,
    hypervisor: null,
    imageId: null,
    importTaskId: "import-ami-1",
    kmsKeyId: null,
    licenseType: null,
    platform: null,
    progress: null,
    snapshotDetails: [],
    status: "deleted",
    statusMessage: null,
    tags: [],
    licenseSpecifications: [],
    usageOperation: null,
    bootMode: null,
    ...members,
  };
}
