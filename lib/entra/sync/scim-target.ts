import { setTimeout as delay } from "node:timers/promises";
import { TokenError } from "../authentication/access-token";
import { lookupQuery } from "../filter-query";
import type { EntraHttpClient, Exchange, Method } from "../http-client";
import { isJsonObject, parseJsonObject } from "../json";
import { readList } from "../scim-body";
import { badResponse, failureOf, multipleEntries, ProvisioningFailure } from "./provisioning-failure";

/** A resource as the server has it. */
export interface TargetResource {
  readonly id: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export type ResourceType = "Users" | "Groups";

export interface TargetOptions {
  /** How often a request that was answered with 429 or 503 is sent again before that counts as a failure. */
  readonly retries: number;
  readonly signal?: AbortSignal | undefined;
}

const retryMsMax = 30_000;

/** The requests of ENTRA.md §2 to §5 to one server, with their answers read; anything unexpected is a ProvisioningFailure. */
export class ScimTarget {
  requests = 0;

  constructor(
    private readonly client: EntraHttpClient,
    private readonly options: TargetOptions,
  ) {}

  /** Everybody of that value: none is a ListResponse of nothing, never a 404 (ENTRA.md §2.2). */
  async find(type: ResourceType, attribute: string, value: string): Promise<readonly TargetResource[]> {
    const query = lookupQuery(attribute, value, type === "Groups" ? { excludedAttributes: "members" } : {});
    const exchange = await this.send("GET", `/${type}?${query}`);
    const text = expectStatus(exchange, [200]);
    const list = readList(text);
    if (!list) throw badResponse("it is no ListResponse");
    if (type === "Groups" && list.resources.some((resource) => "members" in resource))
      throw multipleEntries("The response has members although they were excluded.");
    return list.resources.map(toResource);
  }

  async get(type: ResourceType, id: string): Promise<TargetResource> {
    const exchange = await this.send(
      "GET",
      `/${type}/${encodeURIComponent(id)}${type === "Groups" ? "?excludedAttributes=members" : ""}`,
    );
    return readResource(expectStatus(exchange, [200], true));
  }

  async create(type: ResourceType, body: unknown): Promise<TargetResource> {
    return readResource(expectStatus(await this.send("POST", `/${type}`, body), [200, 201]));
  }

  /** @returns the version that the resource has now, where the server tells */
  async patch(type: ResourceType, id: string, operations: readonly unknown[]): Promise<string | undefined> {
    const body = { schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], Operations: operations };
    const exchange = await this.send("PATCH", `/${type}/${encodeURIComponent(id)}`, body);
    expectStatus(exchange, [200, 204], true);
    return "received" in exchange ? exchange.received.headers["etag"] : undefined;
  }

  /** Gone is gone, whoever did it. */
  async delete(type: ResourceType, id: string): Promise<void> {
    expectStatus(await this.send("DELETE", `/${type}/${encodeURIComponent(id)}`), [200, 204, 404]);
  }

  private async send(method: Method, path: string, body?: unknown): Promise<Exchange> {
    for (let attempt = 0; ; attempt += 1) {
      this.options.signal?.throwIfAborted();
      this.requests += 1;
      const exchange = await this.client.send(method, path, body).catch((error: unknown) => {
        throw error instanceof TokenError ? new ProvisioningFailure("Unauthorized", error.message, true) : error;
      });
      if (attempt >= this.options.retries || !("received" in exchange)) return exchange;
      const { status, headers } = exchange.received;
      if (status !== 429 && status !== 503) return exchange;
      const seconds = Number(headers["retry-after"]);
      const wait = Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : 250 * 2 ** attempt;
      await delay(Math.min(wait, retryMsMax), undefined, { signal: this.options.signal });
    }
  }
}

function expectStatus(exchange: Exchange, wanted: readonly number[], byId = false): string {
  if (!("received" in exchange) || !wanted.includes(exchange.received.status)) throw failureOf(exchange, byId);
  return exchange.received.text;
}

function readResource(text: string): TargetResource {
  const body = parseJsonObject(text);
  if (!body) throw badResponse("it is no JSON object");
  return toResource(body);
}

function toResource(body: Readonly<Record<string, unknown>>): TargetResource {
  const id = body["id"];
  if (typeof id !== "string" || id === "") throw badResponse("a resource has no id");
  // A manager as a bare text is what Entra stumbles over in answers (ENTRA.md §2.3).
  const extension = body["urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"];
  if (isJsonObject(extension) && typeof extension["manager"] === "string") throw badResponse("manager is a text");
  return { id, body };
}
