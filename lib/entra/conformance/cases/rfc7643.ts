/** RFC 7643, paragraph by paragraph: what resources and schemas are. */
import type { Case, Check } from "../case";
import {
  absent,
  advice,
  aGroup,
  aPerson,
  enterpriseUrn,
  get,
  is,
  listUrn,
  person,
  post,
  refused,
  afterwards,
  unassigned,
  userUrn,
  written,
} from "./writing";

const path = "/Users/{{userId}}";
const boolean = (where: string): Check => ({ path: where, type: "boolean" });
const number = (where: string): Check => ({ path: where, type: "number" });
const text = (where: string): Check => ({ path: where, type: "string", matches: "\\S" });

const resources: Case[] = [
  written("7643-2.1", {
    title: "Attribute names are case insensitive",
    source: "RFC 7643 §2.1",
    request: post("/Users", {
      Schemas: [userUrn],
      USERNAME: "casing@contoso.com",
      DisplayName: "Casing",
      NAME: { GIVENNAME: "Ana" },
    }),
    status: [201],
    expect: {
      "they are what they are": [
        is("userName", "casing@contoso.com"),
        is("displayName", "Casing"),
        is("name.givenName", "Ana"),
      ],
    },
  }),
  written("7643-2.4", {
    title: "At most one value is the primary one",
    source: 'RFC 7643 §2.4: "the primary attribute value true MUST appear no more than once"',
    request: post(
      "/Users",
      person("two.primaries", {
        emails: [
          { type: "work", value: "one@contoso.com", primary: true },
          { type: "home", value: "two@contoso.com", primary: true },
        ],
      }),
    ),
    status: [201, 400],
    expect: {
      "refused, or one of them": [
        { when: { status: [400] }, checks: [refused()] },
        {
          when: { status: [201] },
          checks: [
            {
              anyOf: [
                [{ path: "emails[0].primary", notEquals: true }],
                [{ path: "emails[1].primary", notEquals: true }],
              ],
            },
          ],
        },
      ],
    },
  }),
  written("7643-2.5", {
    title: "null and an empty array are no value",
    source: "RFC 7643 §2.5",
    request: post("/Users", person("nothing", { title: null, phoneNumbers: [], nickName: null })),
    status: [201],
    expect: { unassigned: [unassigned("title"), unassigned("phoneNumbers"), unassigned("nickName")] },
  }),
  written("7643-3.1a", {
    title: "id is the server's to give",
    source: 'RFC 7643 §3.1: id "is always issued by the service provider and MUST NOT be specified by the client"',
    request: post("/Users", { ...person("own.id"), id: "chosen-by-the-client" }),
    status: [201, 400],
    expect: {
      "another id": [
        { when: { status: [201] }, checks: [{ path: "id", type: "string", notEquals: "chosen-by-the-client" }] },
      ],
    },
  }),
  written("7643-3.1b", {
    title: "externalId is kept as it was sent",
    source: "RFC 7643 §3.1",
    request: post("/Users", person("external", { externalId: "Ext/ÅÄÖ-1 x" })),
    status: [201],
    expect: {
      "to the letter": [
        is("externalId", "Ext/ÅÄÖ-1 x"),
        afterwards("/Users/{{answer}}", is("externalId", "Ext/ÅÄÖ-1 x")),
      ],
    },
  }),
  written("7643-3.1c", {
    title: "meta of a client is ignored",
    source: 'RFC 7643 §3.1: meta "SHALL be ignored when provided by clients"',
    request: post(
      "/Users",
      person("meta", {
        meta: { resourceType: "Group", created: "2001-01-01T00:00:00Z", location: "https://elsewhere.example/1" },
      }),
    ),
    status: [201],
    expect: {
      "the server's own": [
        is("meta.resourceType", "User"),
        { path: "meta.created", notEquals: "2001-01-01T00:00:00Z" },
        { path: "meta.location", notEquals: "https://elsewhere.example/1" },
      ],
    },
  }),
  written("7643-3.1d", {
    title: "meta names the resource's type and place",
    source: "RFC 7643 §3.1",
    given: [aPerson("userId", "placed")],
    request: get(path),
    status: [200],
    expect: {
      "type, URI and dates": [
        is("meta.resourceType", "User"),
        { path: "meta.location", matches: "/Users/{{userId}}$|/Users/[^/]+$" },
        advice(
          { path: "meta.created", matches: "^\\d{4}-\\d\\d-\\d\\dT" },
          { path: "meta.lastModified", matches: "^\\d{4}-\\d\\d-\\d\\dT" },
        ),
      ],
    },
  }),
  written("7643-3.3", {
    title: "schemas lists the extension that is used",
    source: "RFC 7643 §3 and §3.3",
    request: post(
      "/Users",
      person("extended", { schemas: [userUrn, enterpriseUrn], [enterpriseUrn]: { department: "Sales" } }),
    ),
    status: [201],
    expect: {
      "in its own namespace": [
        { path: "schemas", contains: userUrn },
        { path: "schemas", contains: enterpriseUrn },
        is(`${enterpriseUrn}:department`, "Sales"),
        absent("department"),
      ],
    },
  }),
  written("7643-4.1.1a", {
    title: "userName is required",
    source: 'RFC 7643 §4.1.1: "Each User MUST include a non-empty userName value"',
    request: post("/Users", { schemas: [userUrn], displayName: "Nobody" }),
    status: [400],
    expect: { "an error": [refused(), advice(refused("invalidValue"))] },
  }),
  written("7643-4.1.1b", {
    title: "userName is not empty",
    source: 'RFC 7643 §4.1.1: "Each User MUST include a non-empty userName value"',
    request: post("/Users", { schemas: [userUrn], userName: "", displayName: "Nobody" }),
    status: [400],
    expect: { "an error": [refused()] },
  }),
  written("7643-4.1.1c", {
    title: "userName is unique whatever its case",
    source: 'RFC 7643 §4.1.1: userName "MUST be unique", "is REQUIRED and is case insensitive"',
    given: [aPerson("userId", "same.name")],
    request: post("/Users", { schemas: [userUrn], userName: "Same.Name@contoso.com" }),
    status: [409],
    expect: { uniqueness: [refused("uniqueness")] },
  }),
  written("7643-4.1.1d", {
    title: "password is never told",
    source: "RFC 7643 §4.1.1 and §7 (returned: never)",
    request: post("/Users", person("secretive", { password: "t1meMa$heen-7643" })),
    status: [201],
    expect: {
      "not when it is set, not afterwards": [
        { noKey: "^password$" },
        { textLacks: "t1meMa" },
        afterwards("/Users/{{answer}}", { noKey: "^password$" }),
        afterwards("/Users/{{answer}}?attributes=password", { noKey: "^password$" }),
      ],
    },
  }),
  written("7643-4.1.2a", {
    title: "A person's groups are told",
    source: "RFC 7643 §4.1.2 (groups: returned by default)",
    needs: ["schemas"],
    given: [aPerson("userId", "grouped"), aGroup("groupId", "Grouped Team", { members: [{ value: "{{userId}}" }] })],
    request: get(path),
    status: [200],
    expect: { "the group's id": [{ path: "groups", contains: { value: "{{groupId}}" } }] },
  }),
  written("7643-4.1.2b", {
    title: "A person's groups are not the person's to set",
    source: 'RFC 7643 §4.1.2: "group membership changes MUST be applied via the Group Resource"',
    given: [aGroup("groupId", "Entered Team")],
    request: post("/Users", person("intruder", { groups: [{ value: "{{groupId}}" }] })),
    status: [201, 400],
    expect: {
      "no member": [afterwards("/Groups/{{groupId}}", { path: "members", lacks: { value: "{{answer}}" } })],
    },
  }),
  written("7643-4.1.2c", {
    title: "Multi-valued attributes keep every value and sub-attribute",
    source: "RFC 7643 §2.4 and §4.1.2",
    request: post(
      "/Users",
      person("many", {
        emails: [
          { type: "work", value: "many.work@contoso.com", primary: true },
          { type: "home", value: "many.home@contoso.com", display: "At home" },
        ],
        phoneNumbers: [{ type: "mobile", value: "+46-70-123 45 67" }],
      }),
    ),
    status: [201],
    expect: {
      "as sent": [
        { path: "emails", count: 2, contains: { type: "home", value: "many.home@contoso.com" } },
        { path: "emails", contains: { type: "work", value: "many.work@contoso.com", primary: true } },
      ],
    },
  }),
  written("7643-4.2", {
    title: "A group has a name and members",
    source: "RFC 7643 §4.2",
    given: [aPerson("userId", "member")],
    request: post("/Groups", {
      schemas: ["urn:ietf:params:scim:schemas:core:2.0:Group"],
      displayName: "Schema Team",
      members: [{ value: "{{userId}}" }],
    }),
    status: [201],
    expect: {
      both: [
        is("displayName", "Schema Team"),
        { path: "members", count: 1, contains: { value: "{{userId}}" } },
        is("meta.resourceType", "Group"),
      ],
    },
  }),
];

const discovery: Case[] = [
  written("7643-5", {
    title: "ServiceProviderConfig says what is supported",
    source: "RFC 7643 §5 (patch, bulk, filter, changePassword, sort, etag, authenticationSchemes: REQUIRED)",
    request: get("/ServiceProviderConfig"),
    status: [200],
    expect: {
      "every required attribute": [
        is("schemas", ["urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"]),
        ...["patch", "bulk", "filter", "changePassword", "sort", "etag"].map((one) => boolean(`${one}.supported`)),
        ...["bulk.maxOperations", "bulk.maxPayloadSize", "filter.maxResults"].map(number),
        ...["type", "name", "description"].map((one) => text(`authenticationSchemes[0].${one}`)),
      ],
    },
  }),
  written("7643-6", {
    title: "Every resource type has a name, an endpoint and a schema",
    source: "RFC 7643 §6 (name, endpoint, schema: REQUIRED)",
    request: get("/ResourceTypes"),
    status: [200],
    expect: {
      "in a list": [
        is("schemas", [listUrn]),
        {
          each: "Resources",
          checks: [text("name"), { path: "endpoint", matches: "^/" }, { path: "schema", matches: "^urn:" }],
        },
      ],
    },
  }),
  written("7643-7", {
    title: "Every schema describes its attributes",
    source: "RFC 7643 §7",
    request: get("/Schemas"),
    status: [200],
    expect: {
      "id and attributes with their characteristics": [
        is("schemas", [listUrn]),
        {
          each: "Resources",
          checks: [
            { path: "id", matches: "^urn:" },
            {
              each: "attributes",
              checks: [
                text("name"),
                {
                  path: "type",
                  oneOf: ["string", "boolean", "decimal", "integer", "dateTime", "reference", "binary", "complex"],
                },
                boolean("multiValued"),
                {
                  anyOf: [
                    [absent("mutability")],
                    [{ path: "mutability", oneOf: ["readOnly", "readWrite", "immutable", "writeOnly"] }],
                  ],
                },
                {
                  anyOf: [
                    [absent("returned")],
                    [{ path: "returned", oneOf: ["always", "never", "default", "request"] }],
                  ],
                },
                { anyOf: [[absent("uniqueness")], [{ path: "uniqueness", oneOf: ["none", "server", "global"] }]] },
              ],
            },
          ],
        },
      ],
    },
  }),
  written("7643-8.7.1", {
    title: "The schema of User says what the RFC says of userName",
    source: "RFC 7643 §4.1.1 and §8.7.1",
    needs: ["schemas"],
    request: get(`/Schemas/${userUrn}`),
    status: [200],
    expect: {
      "required, unique, not case exact": [
        is("id", userUrn),
        is('attributes[name eq "userName"].required', true),
        is('attributes[name eq "userName"].type', "string"),
        is('attributes[name eq "userName"].multiValued', false),
        { path: 'attributes[name eq "userName"].caseExact', notEquals: true },
        { path: 'attributes[name eq "userName"].uniqueness', oneOf: ["server", "global"] },
      ],
    },
  }),
];

export const rfc7643Cases: readonly Case[] = [...resources, ...discovery];
