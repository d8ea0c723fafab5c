import { devNull } from "node:os";

/**
 * The environment of an app that reads the embedded endpoint. Nothing of the operator's own AWS set-up
 * gets in, neither by variables nor by files: sample data must not be asked of a real account, nor with
 * real credentials.
 */
export function sampleEnvironment(endpoint: string, regions: readonly string[], roles: readonly string[] = []): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(AWS|LEDGER)_/i.test(name));
  return {
    ...Object.fromEntries(own),
    NODE_ENV: "production",
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: "sample",
    AWS_SECRET_ACCESS_KEY: "sample",
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
    LEDGER_REGIONS: regions.join(","),
    LEDGER_ROLE_ARNS: roles.join(","),
    NEXT_TELEMETRY_DISABLED: "1",
  };
}

/**
 * What the demo reads: the company's own account and both of its sister companies, each in the regions that
 * it has. Reports may be created; what is queued lives as long as the company, in `dataDirectory`.
 */
export const demoEnvironment = (endpoint: string, dataDirectory: string): NodeJS.ProcessEnv => ({
  ...sampleEnvironment(endpoint, ["all"], SAMPLE_ROLES),
  LEDGER_ALLOW_WRITES: "true",
  LEDGER_DATA_DIR: dataDirectory,
});

/** The ways into the accounts of the sister companies. */
const SAMPLE_ROLES = ["arn:aws:iam::444455556666:role/ami-ledger", "arn:aws:iam::777788889999:role/ami-ledger"];

/** The regions in which the sample company has something. */
export const SAMPLE_REGIONS = ["us-east-1", "eu-west-1", "ap-south-1"] as const;
