/** @type {import("next").NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  turbopack: {
    // Else a lock file in a folder above would be taken for the root.
    root: import.meta.dirname,
  },
};

export default config;
