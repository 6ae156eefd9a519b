/** Entra's provisioning service as a journey needs it: what it does when its administrator presses something. */
import { randomUUID } from "node:crypto";
import { expect } from "@playwright/test";
import type { Exchange } from "@/lib/entra/conformance/client";
import type { Json, JsonObject } from "@/lib/entra/json";
import { lookupQuery } from "@/lib/entra/filter-query";
import { probes } from "@/lib/entra/test-connection/probes";
import { eachOf, enterpriseUrn, groupUrn, textAt, userUrn } from "./scim/resources";
import { scimClient } from "./scim-client";

export interface Entra {
  readonly tenantUrl: string;
  readonly token: string;
  /** Test Connection, which must be answered as Entra wants it (ENTRA.md §1.1). */
  testConnection(): Promise<void>;
  /** Brings a person as a cycle does: looks up first, then creates (ENTRA.md §2, §3). */
  provision(userName: string, displayName: string, more?: JsonObject): Promise<Exchange>;
  /** Creates a group, then adds people to it (ENTRA.md §5). */
  provisionGroup(displayName: string, memberIds: readonly string[]): Promise<void>;
  /** One changed attribute of a person, in the legacy dialect (ENTRA.md §4.1). */
  update(userId: string, path: string, value: Json): Promise<Exchange>;
  get(path: string): Promise<Exchange>;
}

/** Entra with what an administrator pasted under Admin Credentials. */
export function entraWith(tenantUrl: string, token: string): Entra {
  const client = scimClient(tenantUrl, token);
  return {
    tenantUrl,
    token,
    async testConnection() {
      // Entra itself asks for a person and for a group that nobody is.
      for (const { method, path } of probes(randomUUID()).slice(0, 2)) {
        const answer = await client.request(method, path);
        expect(answer.status, answer.text).toBe(200);
        expect(eachOf(answer, "id")).toEqual([]);
      }
    },
    async provision(userName, displayName, more = {}) {
      const found = await client.get(`/Users?${lookupQuery("userName", userName)}`);
      expect(eachOf(found, "id"), found.text).toEqual([]);
      const [givenName = "", familyName = ""] = displayName.split(" ");
      return client.post("/Users", {
        schemas: [userUrn, enterpriseUrn],
        externalId: userName.replace(/@.*/, ""),
        userName,
        active: true,
        displayName,
        emails: [{ primary: true, type: "work", value: userName }],
        name: { givenName, familyName, formatted: displayName },
        ...more,
      });
    },
    async provisionGroup(displayName, memberIds) {
      const made = await client.post("/Groups", { schemas: [groupUrn], externalId: displayName, displayName });
      const value = memberIds.map((id) => ({ value: id }));
      const added = await client.patch(`/Groups/${textAt(made, "id")}`, [{ op: "Add", path: "members", value }]);
      expect(added.status, added.text).toBe(204);
    },
    update: (userId, path, value) => client.patch(`/Users/${userId}`, [{ op: "Replace", path, value }]),
    get: (path) => client.get(path),
  };
}
