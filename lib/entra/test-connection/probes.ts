import { lookupQuery } from "../filter-query";
import type { Method } from "../http-client";
import type { Expectation } from "./judge";

/** A question to the server: what Entra asks, and how a healthy server answers. Nothing is ever changed by it. */
export interface Probe {
  readonly name: ProbeName;
  readonly method: Method;
  /** Below the base, with its query. */
  readonly path: string;
  readonly body?: unknown;
  readonly expected: Expectation;
}

export const probeNames = ["users", "groups", "schemas", "create", "update", "delete", "encoding"] as const;
export type ProbeName = (typeof probeNames)[number];

const userUrn = "urn:ietf:params:scim:schemas:core:2.0:User";

/**
 * The probes in their order: Entra's credential check (ENTRA.md §1.1: a random person, a random group, the schemas), then
 * one request of each kind that provisioning needs (§2.1, §3.1, §4.1, §5), made so that it must be refused: they find
 * what stands between Entra and the server and lets only some through.
 * @param guid random: nobody has it as a name or an id
 */
export function probes(guid: string): readonly Probe[] {
  const empty = { kind: "list", empty: true } as const;
  const unknown = { kind: "refusal", status: 404 } as const;
  return [
    { name: "users", method: "GET", path: `/Users?${lookupQuery("userName", guid)}`, expected: empty },
    {
      name: "groups",
      method: "GET",
      path: `/Groups?${lookupQuery("displayName", guid, { excludedAttributes: "members" })}`,
      expected: empty,
    },
    { name: "schemas", method: "GET", path: "/Schemas", expected: { kind: "list", empty: false } },
    {
      // A person without a userName cannot be: 400 invalidValue. invalidSyntax would mean that the body arrived damaged.
      // Nor has it a name or an id, or who watches the service would take the refusal for somebody's.
      name: "create",
      method: "POST",
      path: "/Users",
      body: { schemas: [userUrn], nickName: "Zoë Łukasz 李" },
      expected: { kind: "refusal", status: 400, notScimType: "invalidSyntax" },
    },
    {
      name: "update",
      method: "PATCH",
      path: `/Users/${guid}`,
      body: {
        schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
        Operations: [{ op: "Replace", path: "displayName", value: "Zoë Łukasz 李" }],
      },
      expected: unknown,
    },
    { name: "delete", method: "DELETE", path: `/Users/${guid}`, expected: unknown },
    {
      // Everything that is encoded on the wire: brackets, spaces, quotes, a plus, an @, a letter outside of ASCII. It comes
      // last: a question that is answered shows that the refusals before it were meant.
      name: "encoding",
      method: "GET",
      path: `/Users?${lookupQuery('emails[type eq "work"].value', `zoë+${guid}@example.com`)}`,
      expected: empty,
    },
  ];
}
