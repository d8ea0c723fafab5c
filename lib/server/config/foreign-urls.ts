import "server-only";
import { type Environment, InvalidConfig } from "@/lib/aws/sdk/variables";

/** Variables of the AWS SDK and of proxies, which say no more than a stack where they are wrong. */
const ENDPOINT = /^AWS_ENDPOINT_URL(?:_[A-Z0-9_]+)?$/;
const PROXY = /^HTTPS?_PROXY$/i;

/**
 * Checks variables that are not ours, but are to be URLs. A fault does not repeat the URL, which may hold a password.
 *
 * @throws InvalidConfig with every fault at once.
 */
export function checkForeignUrls(environment: Environment): void {
  const faults = Object.entries(environment).flatMap(([name, value = ""]) => {
    if (value.trim() === "" || isHttpUrl(value)) return [];
    if (ENDPOINT.test(name)) return `${name}: expected a URL such as https://ec2.example.com`;
    return PROXY.test(name) ? `${name}: expected a URL such as http://proxy.example.com:3128` : [];
  });
  if (faults.length > 0) throw new InvalidConfig(faults);
}

const isHttpUrl = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
