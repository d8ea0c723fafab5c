/** `npm run demo`: the app and an embedded AWS endpoint with an invented company in it. */
import { build, isBuildCurrent } from "./current-build";
import { freeAddress } from "./free-port";
import { runUntilInterrupted } from "./interruption";
import { withSampleCompany } from "./sample-company";
import { startApp } from "./start-app";

await runUntilInterrupted(async (signal) => {
  const { host, port } = await freeAddress();
  if (!(await isBuildCurrent())) {
    console.log("Building the app, which takes about half a minute …");
    await build(signal);
  }
  return withSampleCompany(async (env) => {
    const app = await startApp(host, port, { env, signal });
    console.log(`AMI Ledger with sample data: ${app.url}`);
    return app.ended;
  });
});
