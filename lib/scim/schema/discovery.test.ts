import { describe, expect, test } from "vitest";
import { customUrn, groupDefinition, userDefinition } from "../__fixtures__/definitions";
import { enterpriseUserUrn, groupUrn, userUrn } from "../urns";
import type { Attribute } from "./attribute";
import { enterpriseUserSchema } from "./enterprise-user";
import { representSchema, resourceTypesOf, schemasOf } from "./discovery";
import { groupSchema } from "./group";
import { serviceProviderConfig } from "./service-provider-config";
import { userSchema } from "./user";

const baseUrl = "https://muster.example/scim/v2";

/** An attribute with its characteristics in short, only where they are not the defaults of RFC 7643 §2.2. */
const inShort = ({
  name,
  type,
  multiValued,
  required,
  caseExact,
  mutability,
  returned,
  uniqueness,
  subAttributes,
}: Attribute): string =>
  [
    name,
    type === "string" ? "" : type,
    multiValued ? "multi" : "",
    required ? "required" : "",
    caseExact ? "exact" : "",
    mutability === "readWrite" ? "" : mutability,
    returned === "default" ? "" : returned,
    uniqueness === "none" ? "" : uniqueness,
    subAttributes ? `(${subAttributes.map(inShort).join(", ")})` : "",
  ]
    .filter(Boolean)
    .join(" ");

const plural = (value = "value") => `complex multi (${value}, display, type, primary boolean)`;

describe("the schemas of RFC 7643 §8.7.1", () => {
  test("User", () => {
    expect(userSchema.attributes.map(inShort)).toEqual([
      "userName required server",
      "name complex (formatted, familyName, givenName, middleName, honorificPrefix, honorificSuffix)",
      "displayName",
      "nickName",
      "profileUrl reference exact",
      "title",
      "userType",
      "preferredLanguage",
      "locale",
      "timezone",
      "active boolean",
      "password exact writeOnly never",
      `emails ${plural()}`,
      `phoneNumbers ${plural()}`,
      `ims ${plural()}`,
      `photos ${plural("value reference exact")}`,
      "addresses complex multi (formatted, streetAddress, locality, region, postalCode, country, type, primary boolean)",
      "groups complex multi readOnly (value readOnly, $ref reference exact readOnly, display readOnly, type readOnly)",
      `entitlements ${plural()}`,
      `roles ${plural()}`,
      `x509Certificates ${plural("value binary exact")}`,
    ]);
  });

  test("EnterpriseUser", () => {
    expect(enterpriseUserSchema.attributes.map(inShort)).toEqual([
      "employeeNumber",
      "costCenter",
      "organization",
      "division",
      "department",
      "manager complex (value, $ref reference exact, displayName readOnly)",
    ]);
  });

  test("Group, whose displayName is required (§4.2) and unique in a directory", () => {
    expect(groupSchema.attributes.map(inShort)).toEqual([
      "displayName required server",
      "members complex multi (value immutable, $ref reference exact immutable, type immutable, display readOnly)",
    ]);
  });
});

describe("discovery (RFC 7644 §4)", () => {
  test("lists each schema once, core ones first", () => {
    expect(schemasOf([userDefinition, groupDefinition, userDefinition]).map(({ id }) => id)).toEqual([
      userUrn,
      groupUrn,
      enterpriseUserUrn,
      customUrn,
    ]);
  });

  test("a schema tells every characteristic that its types have (RFC 7643 §7)", () => {
    const { attributes, ...rest } = representSchema(userSchema, baseUrl);
    expect(rest).toMatchObject({
      schemas: ["urn:ietf:params:scim:schemas:core:2.0:Schema"],
      id: userUrn,
      meta: { resourceType: "Schema", location: `${baseUrl}/Schemas/${userUrn}` },
    });
    expect(attributes).toContainEqual({
      name: "userName",
      type: "string",
      multiValued: false,
      description: expect.stringMatching(/./),
      required: true,
      caseExact: false,
      mutability: "readWrite",
      returned: "default",
      uniqueness: "server",
    });
    expect(JSON.stringify(attributes)).not.toContain('"description":""');
  });

  test("resource types name their endpoint, schema and extensions (RFC 7643 §6)", () => {
    expect(resourceTypesOf([userDefinition, groupDefinition], baseUrl)).toMatchObject([
      {
        id: "User",
        endpoint: "/Users",
        schema: userUrn,
        schemaExtensions: [{ schema: enterpriseUserUrn, required: false }, { schema: customUrn }],
        meta: { location: `${baseUrl}/ResourceTypes/User` },
      },
      { id: "Group", endpoint: "/Groups", schema: groupUrn, schemaExtensions: [] },
    ]);
  });

  test("the service provider's configuration announces what there is (RFC 7643 §5, RFC 9865 §4)", () => {
    const plain = serviceProviderConfig(baseUrl, { maxResults: 200, sort: false, etag: true });
    expect(plain).toMatchObject({
      patch: { supported: true },
      bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
      filter: { supported: true, maxResults: 200 },
      changePassword: { supported: false },
      sort: { supported: false },
      etag: { supported: true },
      authenticationSchemes: [{ type: "oauthbearertoken", primary: true }, { type: "oauth2" }],
    });
    expect(plain).not.toHaveProperty("pagination");
    const limits = {
      maxResults: 200,
      sort: true,
      etag: true,
      bulk: { maxOperations: 9, maxPayloadSize: 8 },
      cursor: { defaultPageSize: 100, cursorTimeout: 600 },
    };
    expect(serviceProviderConfig(baseUrl, limits)).toMatchObject({
      bulk: { supported: true, maxOperations: 9, maxPayloadSize: 8 },
      pagination: {
        cursor: true,
        index: true,
        defaultPaginationMethod: "index",
        defaultPageSize: 100,
        maxPageSize: 200,
        cursorTimeout: 600,
      },
    });
  });
});
