/** Every link inside the console. Pages never spell a path by hand. */

type Query = Readonly<Record<string, string | undefined>>;

function path(...segments: readonly string[]): string {
  return `/${segments.map(encodeURIComponent).join("/")}`;
}

function withQuery(base: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined && value !== "") search.set(name, value);
  const text = search.toString();
  return text === "" ? base : `${base}?${text}`;
}

export const routes = {
  home: () => "/",
  signIn: (callbackUrl?: string) => withQuery("/sign-in", { callbackUrl }),
  setup: (secret: string) => path("setup", secret),
  guideLink: (secret: string, query?: Query) => withQuery(path("guide", secret), query),
  organization: (org: string) => path("o", org),
  domains: (org: string, query?: Query) => withQuery(path("o", org, "domains"), query),
  settings: (org: string) => path("o", org, "settings"),
  setupGuide: (org: string, dir: string, query?: Query) => withQuery(path("o", org, "d", dir, "setup"), query),
  directory: (org: string, dir: string, query?: Query) => withQuery(path("o", org, "d", dir), query),
  users: (org: string, dir: string, query?: Query) => withQuery(path("o", org, "d", dir, "users"), query),
  user: (org: string, dir: string, userId: string) => path("o", org, "d", dir, "users", userId),
  groups: (org: string, dir: string, query?: Query) => withQuery(path("o", org, "d", dir, "groups"), query),
  group: (org: string, dir: string, groupId: string) => path("o", org, "d", dir, "groups", groupId),
  deprovisioning: (org: string, dir: string, query?: Query) =>
    withQuery(path("o", org, "d", dir, "deprovisioning"), query),
  deleted: (org: string, dir: string, query?: Query) =>
    withQuery(path("o", org, "d", dir, "deprovisioning", "deleted"), query),
  conformance: (org: string, dir: string, query?: Query) => withQuery(path("o", org, "d", dir, "conformance"), query),
  conformanceReport: (org: string, dir: string, runId: string, file: "report.html" | "report.json") =>
    path("o", org, "d", dir, "conformance", runId, file),
  rehearse: (org: string, dir: string, query?: Query) => withQuery(path("o", org, "d", dir, "rehearse"), query),
  rehearsalFile: (org: string, dir: string, runId: string, file: "people.csv" | "report.json") =>
    path("o", org, "d", dir, "rehearse", runId, file),
  mapping: (org: string, dir: string) => path("o", org, "d", dir, "mapping"),
  notifications: (org: string, dir: string, query?: Query) =>
    withQuery(path("o", org, "d", dir, "notifications"), query),
  health: (org: string, dir: string) => path("o", org, "d", dir, "health"),
  cycles: (org: string, dir: string, query?: Query) => withQuery(path("o", org, "d", dir, "cycles"), query),
  logs: (org: string, dir: string, query?: Query) => withQuery(path("o", org, "d", dir, "logs"), query),
  logsExport: (org: string, dir: string, file: string) => path("o", org, "d", dir, "logs", "export", file),
  logsLive: (org: string, dir: string) => path("o", org, "d", dir, "logs", "live"),
  alive: () => "/api/health/live",
} as const;
