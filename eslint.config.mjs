import { defineConfig, globalIgnores } from "eslint/config";
import coreWebVitals from "eslint-config-next/core-web-vitals";
import typescript from "eslint-config-next/typescript";

const environment = {
  object: "process",
  property: "env",
  message: "Settings are read in lib/env.ts only: add yours there and import { env }.",
};

export default defineConfig([
  globalIgnores([".next/**", "dist/**", "data/**", "prisma/generated/**", "next-env.d.ts", "test-results/**"]),
  ...coreWebVitals,
  ...typescript,
  {
    rules: {
      eqeqeq: ["error", "always"],
      "no-restricted-properties": ["error", environment],
      "import/no-anonymous-default-export": "off",
    },
  },
  {
    files: ["**/*.ts", "**/*.tsx"],
    rules: {
      "no-console": "error",
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "separate-type-imports" }],
      "@typescript-eslint/consistent-type-assertions": ["error", { assertionStyle: "never" }],
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", ignoreRestSiblings: true }],
    },
  },
  {
    // What runs before lib/env.ts can be loaded, what configures a tool, and what starts a Muster from outside.
    files: ["lib/env.ts", "scripts/**", "e2e/**", "*.config.ts", "*.config.mjs"],
    rules: { "no-restricted-properties": "off" },
  },
  {
    // The operator command line prints its answers.
    files: ["lib/cli/**"],
    rules: { "no-console": "off" },
  },
  {
    // The editor's word; dependency-cruiser has the last one (.dependency-cruiser.cjs).
    files: ["lib/scim/**"],
    ignores: ["**/*.test.ts", "**/__fixtures__/**"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              regex: "^(?!\\.{1,2}/)",
              message: "lib/scim is pure: it imports only itself. Take what you need as an argument.",
            },
          ],
        },
      ],
      "no-restricted-globals": [
        "error",
        ...["process", "Buffer", "fetch", "setTimeout", "crypto", "performance"].map((name) => ({
          name,
          message: "lib/scim has no environment, clock or randomness: take it as an argument.",
        })),
      ],
    },
  },
  {
    // React's rules of hooks take Playwright's `use` for a hook.
    files: ["e2e/**"],
    rules: { "react-hooks/rules-of-hooks": "off", "no-empty-pattern": "off" },
  },
]);
