import type { MappedValue } from "../mapping/attribute-mapping";
import type { AppRole } from "../tenant/tenant";

type Body = Record<string, unknown>;

const userUrn = "urn:ietf:params:scim:schemas:core:2.0:User";
const enterpriseUrn = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
const groupUrns = [
  "urn:ietf:params:scim:schemas:core:2.0:Group",
  "http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group",
];

/**
 * The body of a POST (ENTRA.md §3): values nested where their targets say; in the legacy dialect booleans are the texts that
 * expressions give. Extensions of one's own are sent without being named in `schemas` (§3.1).
 */
export function createBody(kind: "user" | "group", values: readonly MappedValue[], isCompliant: boolean): Body {
  const body: Body = {
    schemas: kind === "user" ? [userUrn, enterpriseUrn] : groupUrns,
    meta: { resourceType: kind === "user" ? "User" : "Group" },
  };
  for (const { mapping, value } of values) {
    const { urn, attribute, element, sub } = mapping.target;
    const home = urn === undefined ? body : objectIn(body, urn);
    const wire =
      typeof value === "object" ? rolesOnWire(value) : mapping.isBoolean && isCompliant ? value === "True" : value;
    if (element) elementIn(home, attribute, element)[sub ?? "value"] = wire;
    else if (sub !== undefined) objectIn(home, attribute)[sub] = wire;
    else home[attribute] = wire;
  }
  return body;
}

/** ENTRA.md §4.4: how several roles travel in a POST. */
export const rolesOnWire = (roles: readonly AppRole[]): Body[] =>
  roles.map(({ value, displayName }) => ({
    primary: false,
    type: "WindowsAzureActiveDirectoryRole",
    value,
    displayName,
  }));

function objectIn(home: Body, name: string): Body {
  const known = home[name];
  if (isBody(known)) return known;
  const made: Body = {};
  home[name] = made;
  return made;
}

function elementIn(home: Body, name: string, { attribute, value }: { attribute: string; value: string }): Body {
  const known: unknown = home[name];
  const elements: unknown[] = Array.isArray(known) ? known : [];
  home[name] = elements;
  const found = elements.find((element) => isBody(element) && element[attribute] === value);
  if (isBody(found)) return found;
  const isPrimaryMail = name === "emails" && value === "work";
  const made: Body = { ...(isPrimaryMail && { primary: true }), [attribute]: value };
  elements.push(made);
  return made;
}

const isBody = (value: unknown): value is Body => typeof value === "object" && value !== null && !Array.isArray(value);
