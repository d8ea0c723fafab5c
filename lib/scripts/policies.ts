/** `npm run policies`: writes the reader's IAM policy, as it follows from the resources, into every file that has it. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./child";
import { policyFiles } from "./policy-files";

for (const { path, text } of policyFiles()) writeFileSync(join(ROOT, path), text);
