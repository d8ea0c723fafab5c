import { devNull } from "node:os";
import { join } from "node:path";
import { defineConfig } from "vitest/config";

const root = import.meta.dirname;

// What the operator has set up for AWS must not decide a test.
for (const name of Object.keys(process.env)) {
  if (/^(AWS|LEDGER)_/i.test(name)) delete process.env[name];
}

export default defineConfig({
  resolve: {
    alias: {
      "@": root,
      // The package throws wherever React Server Components are not being bundled. Its own exception for them is an empty module.
      "server-only": join(root, "node_modules/server-only/empty.js"),
    },
  },
  test: {
    environment: "node",
    include: ["lib/**/*.test.ts", "components/**/*.test.{ts,tsx}"],
    // One less than there are cores would be one of two.
    maxWorkers: "100%",
    testTimeout: 60_000,
    hookTimeout: 60_000,
    globalSetup: "lib/store/embedded/template.test-setup.ts",
    // Else Node parses two megabytes of the SDK once more for each test file, to find out what kind of module they are.
    execArgv: ["--no-experimental-detect-module"],
    env: {
      AWS_CONFIG_FILE: devNull,
      AWS_SHARED_CREDENTIALS_FILE: devNull,
      AWS_EC2_METADATA_DISABLED: "true",
      LEDGER_LOG_LEVEL: "error",
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
    },
  },
});
