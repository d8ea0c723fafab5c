import { readdirSync, readFileSync } from "node:fs";
import { devNull } from "node:os";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { ROOT } from "./child";

/**
 * The environment of an app that reads the embedded endpoint. Nothing of the operator's own AWS set-up
 * gets in, neither by variables nor by files: sample data must not be asked of a real account, nor with
 * real credentials. Nor does a proxy, which would not find an endpoint of this machine.
 */
export function sampleEnvironment(endpoint: string, regions: readonly string[], roles: readonly string[] = []): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(?:AWS|LEDGER)_|^(?:HTTP|ALL)_PROXY$/i.test(name));
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
    // Who measures, or counts calls, reads alone.
    LEDGER_COLLECT: "off",
  };
}

/**
 * What the demo reads: the company's own account and both of its sister companies, each in the regions that
 * it has. Reports may be created; what is queued lives as long as the company, in `dataDirectory`. The company
 * is nobody's secret, but to try a sign-in the operator's own variables for one count.
 */
export const demoEnvironment = (endpoint: string, dataDirectory: string, root = ROOT): NodeJS.ProcessEnv => ({
  ...emptied(variablesOfFiles(root)),
  ...sampleEnvironment(endpoint, ["all"], SAMPLE_ROLES),
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => SIGN_IN.test(name))),
  LEDGER_ALLOW_WRITES: "true",
  LEDGER_COLLECT: "on",
  LEDGER_DATA_DIR: dataDirectory,
});

const SIGN_IN =
  /^LEDGER_(?:AUTH|SERVE_ANYWHERE|APP_URL|SESSION_.+|OIDC_.+|PROXY_.+|ALB_.+|ROLE_CLAIM|.+_GROUPS|ALLOWED_DOMAINS|TRUSTED_EMAIL_ISSUER)$/;

/** Next.js reads `.env` files itself, and leaves alone what is set, even to nothing. */
const emptied = (names: readonly string[]) =>
  Object.fromEntries(names.filter((name) => /^(AWS|LEDGER)_/i.test(name) && !SIGN_IN.test(name)).map((name) => [name, ""]));

/** The variables that the `.env` files of a folder set. */
function variablesOfFiles(folder: string): string[] {
  const files = readdirSync(folder).filter((name) => /^\.env(?:\.(?:development|production))?(?:\.local)?$/.test(name));
  return files.flatMap((file) => Object.keys(parseEnv(readFileSync(join(folder, file), "utf8"))));
}

/** The ways into the accounts of the sister companies. */
const SAMPLE_ROLES = ["arn:aws:iam::444455556666:role/ami-ledger", "arn:aws:iam::777788889999:role/ami-ledger"];

/** The regions in which the sample company has something. */
export const SAMPLE_REGIONS = ["us-east-1", "eu-west-1", "ap-south-1"] as const;
