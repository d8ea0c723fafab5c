import { PHASE_PRODUCTION_BUILD } from "next/constants.js";

/** @type {import("next").NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  // No page has pictures to be made smaller, and nobody may have the server do that.
  images: { unoptimized: true },
  turbopack: {
    // Else a lock file in a folder above would be taken for the root.
    root: import.meta.dirname,
  },
  // The embedded database runs as a process of its own, from files that nobody imports. A proxy agent loads what it needs by name.
  serverExternalPackages: ["@electric-sql/pglite", "pg", "proxy-agent", "undici"],
  outputFileTracingIncludes: {
    "*": [
      "lib/store/**/*.mjs",
      "lib/store/embedded/template.tar.gz",
      "node_modules/@electric-sql/pglite/{package.json,dist/{,fs/}*.{js,wasm,data}}",
    ],
  },
  outputFileTracingExcludes: { "*": ["node_modules/sharp/**", "node_modules/@img/**"] },
};

/**
 * A build has what a container needs beside it (.next/standalone). `next start` has no use for that, and would warn; Vercel packs
 * by itself, and its builds fail with it (github.com/vercel/next.js/issues/96646).
 */
const standalone = (phase) => phase === PHASE_PRODUCTION_BUILD && !process.env.VERCEL;

export default (phase) => ({ ...config, ...(standalone(phase) && { output: "standalone" }) });
