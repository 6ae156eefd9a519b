import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));

const alias = [
  { find: /^@\//, replacement: root },
  // What Next itself resolves "server-only" to on the server.
  { find: "server-only", replacement: `${root}node_modules/next/dist/compiled/server-only/empty.js` },
];

const exclude = ["node_modules/**", "dist/**", ".next/**", "data/**"];

export default defineConfig({
  test: {
    reporters: process.env.CI ? ["default"] : ["dot"],
    projects: [
      {
        resolve: { alias },
        test: {
          name: "unit",
          include: ["app/**/*.test.ts", "lib/**/*.test.ts", "components/**/*.test.ts", "prisma/**/*.test.ts"],
          exclude: [...exclude, "**/*.db.test.ts"],
          env: { MUSTER_LOG_LEVEL: "silent" },
          testTimeout: 30_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "db",
          include: ["**/*.db.test.ts"],
          exclude,
          env: {
            MUSTER_LOG_LEVEL: "silent",
            MUSTER_ALLOW_PRIVATE_ISSUERS: "true",
            MUSTER_ALLOW_PRIVATE_WEBHOOKS: "true",
            NEXTAUTH_SECRET: "known to everybody, so for tests only",
          },
          // One database for the run; each test makes its own tenant. Serial, so that counts and locks mean something.
          fileParallelism: false,
          isolate: false,
          globalSetup: ["./scripts/testing/database.mjs"],
          // What is waited for comes in moments; on a busy machine, moments are long. Who waits in vain waits long, nobody else:
          // but not for the 30 s after which what is cached would be forgotten anyway.
          testTimeout: 180_000,
          hookTimeout: 180_000,
          expect: { poll: { timeout: 20_000 } },
        },
      },
      {
        test: {
          name: "runtime",
          include: ["e2e/runtime/**/*.test.mjs"],
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
