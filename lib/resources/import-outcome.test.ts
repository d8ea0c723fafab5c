import { describe, expect, it } from "vitest";
import { importOutcome, importProgress } from "./import-image-tasks";

describe("the outcome of an import", () => {
  it.each([
    ["is failed where a deleted task ends with the client's error", "deleted", "ClientError: Unsupported kernel version", "failed"],
    ["is failed where it ends with the server's error", "deleted", "ServerError: Internal error", "failed"],
    ["is failed where it ends with a failed first boot", "deleted", "FirstBootFailure: No network", "failed"],
    ["is failed while the failed task is being deleted", "deleting", "ClientError: Disk validation failed", "failed"],
    ["is cancelled where a deleted task says nothing", "deleted", null, "cancelled"],
    ["is cancelled where it says something else", "deleted", "Cancelled by user", "cancelled"],
    ["is cancelled where an error is only spoken of", "deleting", "No ClientError", "cancelled"],
    ["is AWS's status while the task runs, whatever it says", "active", "ClientError: retrying", "active"],
    ["is AWS's status where the task is complete", "completed", null, "completed"],
    ["is a status that AWS added as it is", "brand-new", null, "brand-new"],
    ["is unknown where AWS gave no status", null, "ClientError: x", null],
  ])("%s", (_, status, statusMessage, outcome) => expect(importOutcome({ status, statusMessage })).toBe(outcome));
});

describe("the progress of an import", () => {
  it.each([
    ["is a percentage", "28", 28],
    ["may be a real zero", "0", 0],
    ["is unknown where AWS gave none", null, null],
    ["is unknown where AWS gave an empty text, not zero", "", null],
    ["is unknown where AWS gave blanks, not zero", " ", null],
    ["is unknown where it is no number", "pending", null],
    ["is unknown where it is endless", "Infinity", null],
  ])("%s", (_, progress, percent) => expect(importProgress({ progress })).toBe(percent));
});
