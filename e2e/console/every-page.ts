import { routes } from "@/lib/routes";
import type { People } from "./people";

/** The pages of an organization and of a directory, each with the heading it is known by in tests. */
export const everyPage: readonly [what: string, path: (org: string, dir: string, people: People) => string][] = [
  ["home", (org) => routes.organization(org)],
  ["Identity management", (org, dir) => routes.directory(org, dir)],
  ["setup guide", (org, dir) => routes.setupGuide(org, dir)],
  ["users", (org, dir) => routes.users(org, dir)],
  ["a person", (org, dir, { ana }) => routes.user(org, dir, ana)],
  ["groups", (org, dir) => routes.groups(org, dir)],
  ["a group", (org, dir, { sales }) => routes.group(org, dir, sales)],
  ["deprovisioning", (org, dir) => routes.deprovisioning(org, dir)],
  ["deleted people", (org, dir) => routes.deleted(org, dir)],
  ["attribute mapping", (org, dir) => routes.mapping(org, dir)],
  ["conformance", (org, dir) => routes.conformance(org, dir)],
  ["rehearse", (org, dir) => routes.rehearse(org, dir)],
  ["health", (org, dir) => routes.health(org, dir)],
  ["cycles", (org, dir) => routes.cycles(org, dir)],
  ["logs", (org, dir) => routes.logs(org, dir)],
  ["notifications", (org, dir) => routes.notifications(org, dir)],
  ["domains", (org) => routes.domains(org)],
  ["settings", (org) => routes.settings(org)],
];
