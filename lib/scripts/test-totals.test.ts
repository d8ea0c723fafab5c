import { expect, test } from "vitest";
import { playwrightTotals, vitestTotals } from "./test-totals";

const file = (status: string, tests: number) => ({ status, assertionResults: Array.from({ length: tests }, () => ({})) });

test("a skipped test has not passed", () => {
  const report = { numPassedTests: 5, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1, testResults: [file("failed", 9)] };
  expect(vitestTotals(report)).toEqual({ passed: 5, failed: 4 });
  expect(playwrightTotals({ stats: { expected: 7, unexpected: 1, flaky: 1, skipped: 1 } })).toEqual({ passed: 7, failed: 3 });
});

test("a file of tests that could not be run is a failure", () => {
  const report = {
    numPassedTests: 3,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    testResults: [file("passed", 3), file("failed", 0)],
  };
  expect(vitestTotals(report)).toEqual({ passed: 3, failed: 1 });
});

test("what is not a report counts as nothing", () => {
  expect(() => vitestTotals({})).toThrow();
  expect(() => playwrightTotals(null)).toThrow();
});
