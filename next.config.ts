import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";
import { secretPathHeaders, securityHeaders } from "./lib/security-headers";

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // A 308 for /scim/v2/Users/ is one that some provisioning clients do not follow.
  skipTrailingSlashRedirect: true,
  serverExternalPackages: [
    "@node-rs/argon2",
    "@prisma/adapter-pg",
    "nodemailer",
    "pg",
    "pino",
    "prom-client",
    "rate-limiter-flexible",
  ],
  // A rehearsal takes a list of people of 2 MB (lib/inputs/rehearsal.ts), quoted as JSON.
  experimental: { serverActions: { bodySizeLimit: "4mb" } },
  // A start does not check types: npm run check does, and it alone has the tests and their dependencies at hand.
  typescript: { ignoreBuildErrors: true },
  headers: async () => [
    { source: "/:path*", headers: [...securityHeaders] },
    { source: "/guide/:path*", headers: [...secretPathHeaders] },
  ],
  // In development: no secrets of links, nor what an action is called with.
  logging: { incomingRequests: { ignore: [/^\/(guide|setup)\//] }, serverFunctions: false },
};

export default createNextIntlPlugin("./i18n/request.ts")(config);
