/** Serves the sample company to an app at which people have to sign in, and the provider at which they do. */
import { sampleWorld } from "@/lib/aws-emulator/company/sample-world";
import { SAMPLE_REGIONS, sampleEnvironment } from "@/lib/scripts/sample-environment";
import { addresses, PROVIDER, SIGN_IN } from "./addresses";
import { serveProvider } from "./openid-provider";
import { serve } from "./serving";
import { APP_URL, SIGN_IN_ENVIRONMENT } from "./sign-in-environment";

const { host, ports } = addresses(PROVIDER);
const provider = await serveProvider(host, ports.app, APP_URL);
console.log(`Sign in at ${APP_URL} as ann (operator), bob (viewer) or eve (refused), with any password.`);
await serve(SIGN_IN, {
  world: sampleWorld(new Date()),
  environment: (endpoint) => ({ ...sampleEnvironment(endpoint, SAMPLE_REGIONS), LEDGER_CACHE_SECONDS: "0", ...SIGN_IN_ENVIRONMENT }),
});
provider.close();
provider.closeAllConnections();
