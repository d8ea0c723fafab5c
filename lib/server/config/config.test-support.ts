import { InvalidConfig } from "@/lib/aws/sdk/variables";
import { readConfig } from "./config";

export function faultsOf(environment: Record<string, string>): readonly string[] {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof InvalidConfig) return error.faults;
    throw error;
  }
  return [];
}
