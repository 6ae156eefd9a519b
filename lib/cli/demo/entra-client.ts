import { enterpriseUserUrn, groupUrn, patchOpUrn } from "@/lib/scim/urns";
import type { Json, JsonObject } from "@/lib/scim/json";
import { idOf } from "./door";
import type { Door, Reply } from "./door";
import type { Person } from "./people";

const quote = (text: string) => `%22${encodeURIComponent(text)}%22`;

export type Operation = { readonly op: "Add" | "Replace" | "Remove"; readonly path: string; readonly value: Json };

/** Entra's provisioning service as the demo needs it, in the dialect that it speaks by default (ENTRA.md §2, §3, §4.1). */
export class EntraClient {
  private readonly ids = new Map<string, string>();

  /** @param toUser the directory's attribute mapping */
  constructor(
    readonly door: Door,
    private readonly toUser: (person: Person) => JsonObject,
  ) {}

  /** The probe of Test Connection: somebody who cannot exist. */
  testConnection(): Promise<Reply> {
    return this.door.send("GET", `/Users?filter=userName+eq+${quote("7d2b7a26-3c0d-4f0e-8f3a-9b1c2f6e5a10")}`);
  }

  /** Looks for the person and creates them when nobody is found. */
  async provision(person: Person): Promise<Reply> {
    const user = this.toUser(person);
    const found = await this.door.send("GET", `/Users?filter=userName+eq+${quote(String(user.userName))}`);
    const known = idOf(found);
    if (known !== undefined) this.ids.set(person.login, known);
    return known === undefined ? this.create(person, user) : found;
  }

  async create(person: Person, user: JsonObject = this.toUser(person)): Promise<Reply> {
    const reply = await this.door.send("POST", "/Users", user);
    const id = idOf(reply);
    if (id !== undefined) this.ids.set(person.login, id);
    return reply;
  }

  idOf(person: Person | string): string | undefined {
    return this.ids.get(typeof person === "string" ? person : person.login);
  }

  patch(person: Person, ...operations: readonly Operation[]): Promise<Reply> {
    return this.door.send("PATCH", `/Users/${this.idOf(person)}`, { schemas: [patchOpUrn], Operations: operations });
  }

  /** A person whom it knows already is read by id. */
  read(person: Person): Promise<Reply> {
    return this.door.send("GET", `/Users/${this.idOf(person)}`);
  }

  disable(person: Person): Promise<Reply> {
    return this.patch(person, { op: "Replace", path: "active", value: "False" });
  }

  enable(person: Person): Promise<Reply> {
    return this.patch(person, { op: "Replace", path: "active", value: "True" });
  }

  /** Manager is a reference, so Entra writes it in a pass of its own, after everybody exists. */
  async setManager(person: Person): Promise<void> {
    const manager = person.manager === undefined ? undefined : this.idOf(person.manager);
    if (manager === undefined || this.idOf(person) === undefined) return;
    await this.patch(person, { op: "Add", path: `${enterpriseUserUrn}:manager`, value: manager });
  }

  delete(person: Person): Promise<Reply> {
    return this.door.send("DELETE", `/Users/${this.idOf(person)}`);
  }

  /** A group comes without members; they follow. @returns its id */
  async provisionGroup(displayName: string, externalId: string, members: readonly Person[]): Promise<string> {
    await this.door.send("GET", `/Groups?excludedAttributes=members&filter=displayName+eq+${quote(displayName)}`);
    const reply = await this.door.send("POST", "/Groups", {
      schemas: [groupUrn, "http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group"],
      displayName,
      externalId,
      meta: { resourceType: "Group" },
    });
    const id = idOf(reply) ?? "";
    const known = members.filter((person) => this.idOf(person) !== undefined);
    for (let first = 0; first < known.length; first += 15) {
      await this.changeMembers(id, "Add", known.slice(first, first + 15));
    }
    return id;
  }

  changeMembers(groupId: string, op: "Add" | "Remove", members: readonly Person[]): Promise<Reply> {
    const value = members.map((person) => ({ $ref: null, value: this.idOf(person) }));
    return this.door.send("PATCH", `/Groups/${groupId}`, {
      schemas: [patchOpUrn],
      Operations: [{ op, path: "members", value }],
    });
  }
}
