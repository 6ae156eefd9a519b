import type { JsonObject } from "@/lib/scim/json";
import { groupUrn, patchOpUrn } from "@/lib/scim/urns";
import { idOf } from "./door";
import type { Door, Reply } from "./door";
import type { Person } from "./people";

/** Okta's provisioning agent as the demo needs it: whole resources by PUT, deactivation by a path-less replace. */
export class OktaClient {
  private readonly ids = new Map<string, string>();

  constructor(
    private readonly door: Door,
    private readonly toUser: (person: Person, idOf: (login: string) => string | undefined) => JsonObject,
  ) {}

  testConnection(): Promise<Reply> {
    return this.door.send("GET", "/Users?startIndex=1&count=1");
  }

  async provision(person: Person): Promise<void> {
    const user = this.user(person);
    await this.door.send(
      "GET",
      `/Users?filter=userName%20eq%20%22${encodeURIComponent(String(user.userName))}%22&startIndex=1&count=100`,
    );
    const id = idOf(await this.door.send("POST", "/Users", user));
    if (id !== undefined) this.ids.set(person.login, id);
  }

  /** Sends the whole person again, with what changed. */
  update(person: Person, changes: JsonObject): Promise<Reply> {
    return this.door.send("PUT", `/Users/${this.ids.get(person.login)}`, { ...this.user(person), ...changes });
  }

  deactivate(person: Person): Promise<Reply> {
    return this.door.send("PATCH", `/Users/${this.ids.get(person.login)}`, {
      schemas: [patchOpUrn],
      Operations: [{ op: "replace", value: { active: false } }],
    });
  }

  /** @param groups ids of groups that are members themselves */
  async pushGroup(displayName: string, members: readonly Person[], groups: readonly string[] = []): Promise<string> {
    const people = members.flatMap(({ login, display }) => {
      const value = this.ids.get(login);
      return value === undefined ? [] : [{ value, display }];
    });
    const nested = groups.map((value) => ({ value, type: "Group" }));
    const reply = await this.door.send("POST", "/Groups", {
      schemas: [groupUrn],
      displayName,
      members: [...people, ...nested],
    });
    return idOf(reply) ?? "";
  }

  private user(person: Person): JsonObject {
    return this.toUser(person, (login) => this.ids.get(login));
  }
}
