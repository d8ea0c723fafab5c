/** `npm run dev`: the app with hot reload, over the sample company, or with `--aws` over the accounts of the operator's environment. */
import { parseArgs } from "node:util";
import { freeAddress } from "./free-port";
import { runUntilInterrupted } from "./interruption";
import { withSampleCompany } from "./sample-company";
import { startDevServer } from "./start-app";

await runUntilInterrupted(async (signal) => {
  const { aws } = parseArgs({ options: { aws: { type: "boolean", default: false } } }).values;
  const { host, port } = await freeAddress();
  const serve = async (env: NodeJS.ProcessEnv): Promise<number> => {
    const app = await startDevServer(host, port, { env, signal });
    console.log(`AMI Ledger with ${aws ? "your AWS accounts" : "sample data"}, reloading on every change: ${app.url}`);
    return app.ended;
  };
  return aws ? serve(process.env) : withSampleCompany(serve);
});
