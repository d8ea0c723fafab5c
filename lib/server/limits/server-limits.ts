import "server-only";
import { processWide } from "@/lib/core/process-wide";
import { readConfig } from "@/lib/server/config/config";
import { PersonLimits } from "./person-limits";

/** What each person has asked this process for. */
export const personLimits = processWide("person-limits", () => new PersonLimits(() => readConfig(process.env).limits));
