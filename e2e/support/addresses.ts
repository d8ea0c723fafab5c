/**
 * A worker of Playwright has an app and an endpoint of its own, so that its faults trouble no other. One more than two cores, since
 * a test that waits for the app's patience to end leaves its core to another.
 */
export const WORKERS = 3;

/** Places after the workers', where more is read than one needs. Tests share these, so that they are run one after the other. */
export const COMPANY = 3;
export const MANY_ROWS = 4;
export const MANY_CELLS = 5;
/** Where people have to sign in, and the provider at which they do. */
export const SIGN_IN = 6;
export const PROVIDER = 7;

const HOST = "127.0.0.1";
const FIRST_PORT = Number(process.env.E2E_PORT || 4300);

/** Where the app and the endpoint of a worker are, or those at one of the shared places. */
export function addresses(place: number) {
  const app = FIRST_PORT + 2 * place;
  const aws = app + 1;
  return { host: HOST, ports: { app, aws }, appUrl: `http://${HOST}:${app}`, awsUrl: `http://${HOST}:${aws}` };
}
