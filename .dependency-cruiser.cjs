// The rooms of DESIGN.md §4: who may import what. One rule a row; scripts/check.mjs runs it and counts the modules.

const tests = "[.](test|db[.]test)[.]tsx?$|/__fixtures__/";

/** A room and the rooms of lib/ that it may reach; everything else in lib/ is closed to it. */
const room = (name, path, allowed) => ({
  name,
  severity: "error",
  from: { path, pathNot: tests },
  to: { path: "^lib/", pathNot: allowed.map((entry) => `^lib/${entry}`) },
});

const settings = ["env[.]ts", "log[.]ts", "public-url[.]ts", "in-turns[.]ts"];

module.exports = {
  forbidden: [
    {
      name: "scim-core-is-pure",
      comment: "lib/scim imports only itself: no Next, React, Prisma, environment, other rooms.",
      severity: "error",
      from: { path: "^lib/scim/", pathNot: tests },
      to: { path: "^(app|components|i18n|prisma|scripts|server[.]ts|lib/(?!scim/)|node_modules/)" },
    },
    {
      name: "scim-core-no-node",
      comment: "lib/scim runs anywhere: no node:*.",
      severity: "error",
      from: { path: "^lib/scim/", pathNot: tests },
      to: { dependencyTypes: ["core"] },
    },
    room("applications-are-data", "^lib/applications/", ["applications/", "scim/"]),
    room("inputs-are-isomorphic", "^lib/inputs/", [
      "inputs/",
      "applications/",
      "scim/urns[.]ts",
      // The names of events and findings, which a directory chooses from.
      "alerts/(event-types|told-findings)[.]ts",
    ]),
    room("db-knows-no-use-case", "^lib/db/", [
      "db/",
      "scim/",
      "applications/",
      "auth/scope[.]ts",
      // The shapes of a row of the log, and of what surveys make of them: data, no behaviour.
      "insight/(provisioning-event|survey-row|fold-cycle|fold-failures|fold-hours|event-facet|cycle|finding)[.]ts",
      ...settings,
    ]),
    room("auth-knows-no-use-case", "^lib/auth/", [
      // The codes of refused credentials.
      "insight/codes[.]ts",
      "auth/",
      "db/",
      "applications/",
      "scim/",
      "inputs/",
      "routes[.]ts",
      ...settings,
    ]),
    room("provisioning-knows-no-http", "^lib/provisioning/", [
      "provisioning/",
      "scim/",
      "applications/",
      "db/",
      "insight/",
      "auth/(scope|permissions)[.]ts",
      ...settings,
    ]),
    room("insight-records", "^lib/insight/", [
      "insight/",
      "scim/",
      "applications/",
      "db/",
      "auth/(scope|muster)[.]ts",
      ...settings,
    ]),
    room("console-knows-no-http", "^lib/console/", [
      "console/",
      "alerts/",
      "mail/",
      "credentials/",
      // The client that plays Entra's test of the connection.
      "entra/",
      "applications/",
      "domains/",
      "scim/",
      "db/",
      "insight/",
      "inputs/",
      "auth/",
      "routes[.]ts",
      ...settings,
    ]),
    {
      name: "console-takes-its-session-as-scope",
      comment: "A use-case gets its scope from the caller; only pages and actions ask who is signed in.",
      severity: "error",
      from: { path: "^lib/console/", pathNot: tests },
      to: { path: "^lib/auth/session[.]ts$" },
    },
    room("domains-look-at-dns", "^lib/domains/", [
      "domains/",
      "applications/",
      "scim/json[.]ts",
      "db/",
      "auth/(scope|muster)[.]ts",
      ...settings,
    ]),
    room("credentials-are-plain", "^lib/credentials/", ["credentials/"]),
    room("mail-knows-no-product", "^lib/mail/", ["mail/", ...settings]),
    room("alerts-tell", "^lib/alerts/", [
      "alerts/",
      "mail/",
      "credentials/",
      "insight/",
      "applications/",
      "scim/json[.]ts",
      "db/",
      "auth/(scope|muster|fetch-public|webhook-secret)[.]ts",
      "routes[.]ts",
      ...settings,
    ]),
    room("metrics-count", "^lib/metrics/", [
      "metrics/",
      "applications/",
      "insight/(event-queue|finding)[.]ts",
      "db/",
      ...settings,
    ]),
    room("http-is-glue", "^lib/http/", [
      "http/",
      "metrics/",
      "provisioning/",
      "insight/",
      "auth/",
      "scim/",
      "applications/",
      "db/",
      ...settings,
    ]),
    room("actions-do-not-query", "^lib/actions/", ["actions/", "auth/", "inputs/", "routes[.]ts", ...settings]),
    // It speaks only HTTP to the rest, so that it can be held against any server.
    {
      name: "entra-speaks-only-http",
      comment: "lib/entra is a client of any SCIM server: it knows nothing of ours but what came over HTTP.",
      severity: "error",
      from: { path: "^lib/entra/", pathNot: tests },
      to: {
        path: "^(app|components|i18n|messages|prisma|scripts|server|lib/(?!entra/)|node_modules/(?!(commander|csv-parse|jose|nodemailer|yaml|zod)/))",
      },
    },
    room("cli-uses-use-cases", "^lib/cli/", [
      "cli/",
      "console/",
      "mail/",
      "credentials/",
      "applications/",
      // seed demo has what it tells of in the past told then.
      "alerts/(event-types|told-findings|finding-alert)[.]ts",
      "inputs/",
      "auth/",
      "db/",
      // seed demo sends its requests into the SCIM service itself.
      "http/",
      "provisioning/",
      "insight/",
      "scim/",
      "routes[.]ts",
      ...settings,
    ]),
    {
      name: "no-next-below-delivery",
      comment: "Use-cases and both SCIM doors run without Next; lib/auth alone reads its cookies and redirects.",
      severity: "error",
      from: {
        path: "^lib/(scim|applications|inputs|db|provisioning|insight|metrics|console|http|cli|entra)/",
        pathNot: tests,
      },
      to: { path: "^node_modules/(next|react|react-dom|next-intl|nuqs)/" },
    },
    {
      name: "scim-routes-are-thin",
      severity: "error",
      from: { path: "^app/(scim|moservices|oauth|api/metrics)/" },
      to: { path: "^(components|lib/(?!http/))" },
    },
    {
      name: "pages-do-not-query",
      comment: "Pages read by lib/console, which takes a scope. How we are reached is no query.",
      severity: "error",
      from: { path: "^app/[(]" },
      to: { path: "^lib/(db|http|provisioning)/", pathNot: "^lib/http/public-url[.]ts$" },
    },
    {
      name: "ui-does-not-reach-the-server",
      severity: "error",
      from: { path: "^components/" },
      to: {
        path: "^lib/(db|auth|http|provisioning|console|insight|entra|cli|env|log)",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "primitives-know-no-product",
      severity: "error",
      from: { path: "^components/ui/" },
      to: { path: "^(components/(?!ui/)|lib/)" },
    },
    {
      name: "only-db-touches-prisma",
      severity: "error",
      from: { pathNot: "^(lib/db/|prisma/)" },
      to: { path: "^(prisma/generated|node_modules/@prisma)" },
    },
    {
      name: "tests-stay-tests",
      comment: "Nothing that ships imports the factories or the end-to-end tests; seed demo is the exception.",
      severity: "error",
      from: { pathNot: `^(e2e/|prisma/|scripts/|lib/cli/)|${tests}` },
      to: { path: "^(e2e/|prisma/(?!generated))" },
    },
    { name: "no-circular", severity: "error", from: {}, to: { circular: true } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "([.]next|dist|data|prisma/generated/internal)/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
