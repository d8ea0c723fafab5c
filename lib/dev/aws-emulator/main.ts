/** Starts an endpoint, prints its URL as a line of JSON and runs until it is told to stop. */
import { emulatorOptions } from "./command-line";
import { startEmulator } from "./server";

const emulator = await startEmulator(emulatorOptions(process.argv.slice(2)));
console.log(JSON.stringify({ url: emulator.url }));

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void emulator.close());
}
