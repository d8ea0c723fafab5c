/** Serves the sample company to an app at which people have to sign in, and the provider at which they do. */
import { SIGN_IN } from "./addresses";
import { serve } from "./serving";
import { APP_URL } from "./sign-in-environment";

console.log(`Sign in at ${APP_URL} as ann (operator), bob (viewer) or eve (refused), with any password.`);
await serve([SIGN_IN]);
