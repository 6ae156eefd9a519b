/** Bodies that tests send, and what they read out of answers. */
import type { Json, JsonObject } from "@/lib/entra/json";
import { select } from "@/lib/entra/conformance/select";
import type { Exchange } from "@/lib/entra/conformance/client";
import type { ScimClient } from "../scim-client";

export const userUrn = "urn:ietf:params:scim:schemas:core:2.0:User";
export const groupUrn = "urn:ietf:params:scim:schemas:core:2.0:Group";
export const enterpriseUrn = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
export const extension8x8Urn = "urn:ietf:params:scim:schemas:extension:8x8:1.1:User";
export const listUrn = "urn:ietf:params:scim:api:messages:2.0:ListResponse";

/** An id of the right shape that no resource has. */
export const nobody = "01900000-0000-7000-8000-000000000000";

export function userBody(name: string, more: JsonObject = {}): JsonObject {
  return {
    schemas: [userUrn],
    userName: `${name}@contoso.com`,
    externalId: name,
    displayName: `${name} Adams`,
    name: { givenName: name, familyName: "Adams" },
    emails: [{ type: "work", value: `${name}@contoso.com`, primary: true }],
    ...more,
  };
}

export function groupBody(displayName: string, memberIds: readonly string[] = []): JsonObject {
  return {
    schemas: [groupUrn],
    displayName,
    ...(memberIds.length > 0 && { members: memberIds.map((value) => ({ value })) }),
  };
}

/** The text at the selector; throws when the answer has none there. */
export function textAt(answer: Exchange, selector: string): string {
  const value = select(answer.body, selector);
  if (typeof value !== "string") {
    throw new Error(`${answer.method} ${answer.url} answered ${answer.status} without ${selector}: ${answer.text}`);
  }
  return value;
}

/** Creates a user and gives its id. */
export async function createUser(client: ScimClient, name: string, more: JsonObject = {}): Promise<string> {
  return textAt(await client.post("/Users", userBody(name, more)), "id");
}

/** Creates a group and gives its id. */
export async function createGroup(client: ScimClient, name: string, memberIds: readonly string[] = []) {
  return textAt(await client.post("/Groups", groupBody(name, memberIds)), "id");
}

/** What stands at the selector of each resource of a list. */
export function eachOf(list: Exchange, selector: string): (Json | undefined)[] {
  const resources = select(list.body, "Resources");
  return Array.isArray(resources) ? resources.map((resource) => select(resource, selector)) : [];
}

export function filterPath(endpoint: string, filter: string, more = ""): string {
  return `${endpoint}?filter=${encodeURIComponent(filter)}${more}`;
}
