import { randomBytes, randomUUID } from "node:crypto";
import type { EntraHttpClient, Exchange } from "../http-client";
import { parseJsonObject } from "../json";
import { applyMappings } from "../mapping/attribute-mapping";
import { toConfiguration } from "../sync/configuration";
import { createBody } from "../sync/create-body";
import { inParallel } from "../sync/in-parallel";
import { ProvisioningFailure } from "../sync/provisioning-failure";
import { ScimTarget } from "../sync/scim-target";
import type { ResourceType } from "../sync/scim-target";
import { generateTenant } from "../tenant/generate-tenant";

export interface PoolOptions {
  readonly client: EntraHttpClient;
  readonly people: number;
  readonly groups: number;
  /** Of the userNames. */
  readonly domain: string;
  readonly isCompliant: boolean;
}

interface Known {
  readonly id: string;
  readonly name: string;
}

const width = 8;
/** Also where requests are limited, what was made has to go again. */
const retries = 20;

/**
 * The people and groups of a load: its own, named after it, gone afterwards. They look like those of a company; who was there
 * before is never touched.
 */
export class Pool {
  /** In every name. */
  readonly tag = `load-${randomBytes(4).toString("hex")}`;
  private readonly people: Known[] = [];
  private readonly groups: Known[] = [];
  /** Names that were sent and not answered: they may have been made. */
  private readonly doubtful = new Map<string, ResourceType>();
  private readonly models = [...generateTenant({ users: 100, groups: 0 }).users.values()];
  private readonly mappings = toConfiguration().userMappings;
  private count = 0;

  constructor(private readonly options: PoolOptions) {}

  /** Makes what a load begins with. @throws ProvisioningFailure; the reason of `signal` */
  async fill(signal: AbortSignal): Promise<void> {
    const { client, people, groups } = this.options;
    const target = new ScimTarget(client, { retries, signal });
    await inParallel([...Array(people).keys()], width, async () => {
      const { name, body } = this.nextPerson();
      this.doubtful.set(name, "Users");
      const { id } = await target.create("Users", body);
      this.doubtful.delete(name);
      this.people.push({ id, name });
    });
    await inParallel([...Array(groups).keys()], width, async () => {
      const name = `${this.tag} ${this.number()}`;
      this.doubtful.set(name, "Groups");
      const { id } = await target.create("Groups", {
        schemas: ["urn:ietf:params:scim:schemas:core:2.0:Group"],
        externalId: randomUUID(),
        displayName: name,
      });
      this.doubtful.delete(name);
      this.groups.push({ id, name });
    });
  }

  /** A number that this load has not had yet. */
  number(): number {
    this.count += 1;
    return this.count;
  }

  somePerson = (): Known => pick(this.people);
  someGroup = (): Known => pick(this.groups);

  /** One more person, by the load itself. */
  async create(client: EntraHttpClient): Promise<Exchange> {
    const { name, body } = this.nextPerson();
    this.doubtful.set(name, "Users");
    const exchange = await client.send("POST", "/Users", body);
    if (!("received" in exchange)) return exchange;
    const { status, text } = exchange.received;
    const id = status < 300 ? parseJsonObject(text)?.["id"] : undefined;
    if (typeof id === "string") this.people.push({ id, name });
    if (typeof id === "string" || (status >= 400 && status < 500)) this.doubtful.delete(name);
    return exchange;
  }

  /** Deletes everything again. @returns the names of what could not be deleted */
  async clean(): Promise<string[]> {
    const target = new ScimTarget(this.options.client, { retries });
    const left: string[] = [];
    await inParallel([...this.doubtful], width, async ([name, type]) => {
      const attribute = type === "Users" ? "userName" : "displayName";
      const found = await target.find(type, attribute, name).catch(ignore);
      if (found) (type === "Users" ? this.people : this.groups).push(...found.map(({ id }) => ({ id, name })));
      else left.push(name);
    });
    const remove = (type: ResourceType, all: readonly Known[]) =>
      inParallel(all, width, async ({ id, name }) => {
        await target.delete(type, id).catch((error: unknown) => {
          ignore(error);
          left.push(name);
        });
      });
    await remove("Groups", this.groups);
    await remove("Users", this.people);
    return left;
  }

  private nextPerson() {
    const number = this.number();
    const model = this.models[number % this.models.length];
    const name = `${this.tag}-${number}@${this.options.domain}`;
    const own = { userPrincipalName: name, mail: name, mailNickname: `${this.tag}-${number}`, objectId: randomUUID() };
    const values = applyMappings(this.mappings, { ...model?.attributes, ...own, IsSoftDeleted: false }, []);
    return { name, body: createBody("user", values, this.options.isCompliant) };
  }
}

function pick(all: readonly Known[]): Known {
  const found = all[Math.floor(Math.random() * all.length)];
  if (!found) throw new RangeError("The pool is empty.");
  return found;
}

function ignore(error: unknown): undefined {
  if (!(error instanceof ProvisioningFailure)) throw error;
  return undefined;
}
