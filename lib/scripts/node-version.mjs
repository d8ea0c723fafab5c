/**
 * Ends with one sentence where Node.js is too old, in place of a stack. Import this first. It uses nothing that an old Node.js
 * lacks.
 */

/** The first release of each line that serves: what `engines` of package.json says. Later lines serve too. */
const FIRST_OF_LINE = { 20: 19, 22: 12 };
const NEWEST_LINE = 24;

/** @param {string} version such as 20.19.0 */
export function nodeFault(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const first = FIRST_OF_LINE[major];
  if (major >= NEWEST_LINE || (first !== undefined && minor >= first)) return null;
  return `AMI Ledger needs Node.js 20.19, 22.12, or 24 and newer. This is ${version}.`;
}

const fault = nodeFault(process.versions.node);
if (fault !== null) {
  console.error(fault);
  // EX_CONFIG of sysexits.h: a restart does not help.
  process.exit(78);
}
