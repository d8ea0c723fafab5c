import "server-only";
import { readConfig } from "@/lib/config";
import { processWide } from "@/lib/process-wide";
import { PersonLimits } from "./person-limits";

/** What each person has asked this process for. */
export const personLimits = processWide("person-limits", () => new PersonLimits(() => readConfig(process.env).limits));
