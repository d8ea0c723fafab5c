/** A worker of Playwright has an app and an endpoint of its own, so that its faults trouble no other. */
export const WORKERS = 2;

const HOST = "127.0.0.1";
const FIRST_PORT = Number(process.env.E2E_PORT || 4300);

/** Where the app and the endpoint of a worker are. */
export function addresses(worker: number) {
  const app = FIRST_PORT + 2 * worker;
  const aws = app + 1;
  return { host: HOST, ports: { app, aws }, appUrl: `http://${HOST}:${app}`, awsUrl: `http://${HOST}:${aws}` };
}
