/** What our own cases are written with: requests as an identity provider sends them, and the checks that recur. */
import type { Case, CaseRequest, Check, Step } from "../case";
import type { Json, JsonObject } from "../../json";

export const userUrn = "urn:ietf:params:scim:schemas:core:2.0:User";
export const groupUrn = "urn:ietf:params:scim:schemas:core:2.0:Group";
export const enterpriseUrn = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
export const listUrn = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
export const patchUrn = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
export const errorUrn = "urn:ietf:params:scim:api:messages:2.0:Error";

const authorization = { Authorization: "Bearer {{token}}" };
const withBody = { ...authorization, "Content-Type": "application/scim+json; charset=utf-8" };

export const get = (path: string): CaseRequest => ({ method: "GET", path, headers: authorization });
export const remove = (path: string): CaseRequest => ({ method: "DELETE", path, headers: authorization });
export const post = (path: string, body: Json): CaseRequest => ({ method: "POST", path, headers: withBody, body });
export const put = (path: string, body: Json): CaseRequest => ({ method: "PUT", path, headers: withBody, body });
export const patch = (path: string, operations: readonly Json[], more: JsonObject = {}): CaseRequest => ({
  method: "PATCH",
  path,
  headers: withBody,
  body: { schemas: [patchUrn], Operations: [...operations], ...more },
});

/** A filter as a browser encodes it. `{{…}}` is filled in when it is sent. */
export const filtered = (endpoint: string, filter: string, more = ""): string =>
  `${endpoint}?filter=${encodeURIComponent(filter).replace(/%7B%7B(.*?)%7D%7D/g, (_, name: string) => `{{${decodeURIComponent(name)}}}`)}${more}`;

/** A person; everybody's name is made unique when the case is played. */
export const person = (name: string, more: JsonObject = {}): JsonObject => ({
  schemas: [userUrn],
  userName: `${name}@contoso.com`,
  externalId: `${name}-external`,
  displayName: "Ana Pérez",
  name: { givenName: "Ana", familyName: "Pérez" },
  emails: [{ type: "work", primary: true, value: `${name}@contoso.com` }],
  active: true,
  ...more,
});

export const team = (name: string, more: JsonObject = {}): JsonObject => ({
  schemas: [groupUrn],
  displayName: name,
  ...more,
});

/** A person of the given name, saved under `save`. */
export const aPerson = (save: string, name: string, more: JsonObject = {}): Step => ({
  save,
  request: post("/Users", person(name, more)),
});

export const aGroup = (save: string, name: string, more: JsonObject = {}): Step => ({
  save,
  request: post("/Groups", team(name, more)),
});

export const step = (request: CaseRequest, save?: string): Step => ({ save, request });

/** What another GET answers afterwards. */
export const afterwards = (path: string, ...checks: Check[]): Check => ({ verify: { method: "GET", path }, checks });

export const is = (path: string, equals: Json): Check => ({ path, equals });
export const absent = (path: string): Check => ({ path, absent: true });
export const unassigned = (path: string): Check => ({ path, unassigned: true });
export const advice = (...checks: Check[]): Check => ({ advice: checks });
export const refused = (scimType?: string): Check => ({ error: { scimType } });

/** A ListResponse of exactly these people or groups, in any order. */
export const lists = (...ids: string[]): Check[] => [
  { path: "schemas", equals: [listUrn] },
  { path: "totalResults", equals: ids.length },
  ...(ids.length === 0
    ? [unassigned("Resources")]
    : [{ path: "Resources", count: ids.length }, ...ids.map((id): Check => ({ path: "Resources", contains: { id } }))]),
];

interface Written {
  readonly title: string;
  readonly source: string;
  readonly note?: string;
  readonly needs?: Case["needs"];
  readonly given?: Step[];
  readonly request: CaseRequest;
  readonly status: number[];
  /** The source's sentence and its checks. */
  readonly expect?: Readonly<Record<string, Check[]>>;
}

/** One of our cases. */
export function written(id: string, { given = [], status, expect = {}, ...rest }: Written): Case {
  const assert = Object.entries(expect).map(([says, checks]) => ({ says, checks }));
  return { id, ...rest, given, expect: { status }, assert };
}
