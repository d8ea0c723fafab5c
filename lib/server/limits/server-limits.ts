import "server-only";
import { processWide } from "@/lib/core/process-wide";
import { readConfig } from "@/lib/server/config/config";
import { PersonLimits } from "./person-limits";

/** The limits of this process. */
export const personLimits = processWide("person-limits", () => new PersonLimits(() => readConfig(process.env).limits));
