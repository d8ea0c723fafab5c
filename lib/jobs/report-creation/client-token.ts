import "server-only";
import { createHash } from "node:crypto";
import { scopeKey } from "@/lib/core/scope";
import type { ImageProgress } from "@/lib/domain/report-jobs/report-job";

/**
 * What AWS knows one try for one image by: the same for the same, in whatever process, so that asking twice
 * makes one report. 64 hexadecimal digits; AWS takes up to 128 characters.
 */
export const clientToken = (requestId: string, image: Pick<ImageProgress, "account" | "region" | "imageId" | "attempt">): string =>
  createHash("sha256")
    .update(JSON.stringify([requestId, scopeKey(image), image.imageId, image.attempt]))
    .digest("hex");
