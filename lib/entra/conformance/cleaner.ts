/** Remembers what a run made and takes it away again. */
import type { Exchange, ScimClient, UnansweredRequest } from "./client";
import { isJsonObject, parseJson, type Json } from "../json";
import { select } from "./select";

const endpoints = ["/Groups", "/Users"] as const;

export class Cleaner {
  readonly #baseUrl: string;
  /** Paths of what was made and is not known to be gone, oldest first. */
  readonly #made = new Set<string>();
  /** What was asked for without an answer: it may have been made. */
  readonly #doubtful = new Set<{ readonly endpoint: string; readonly attribute: string; readonly name: string }>();

  constructor(baseUrl: string) {
    this.#baseUrl = baseUrl;
  }

  /** Reads out of an exchange what was made and what is gone. */
  observe(exchange: Exchange | UnansweredRequest): void {
    const path = exchange.url.startsWith(this.#baseUrl) ? exchange.url.slice(this.#baseUrl.length).split("?")[0] : "";
    const endpoint = endpoints.find((one) => path === one || path === `${one}/` || path === `/${one}`);
    if (exchange.status === undefined) {
      if (endpoint !== undefined && exchange.method === "POST") this.#doubt(endpoint, parseJson(exchange.requestText));
      return;
    }
    if (exchange.method === "DELETE" && exchange.status < 300) this.#made.delete(path ?? "");
    if (exchange.method !== "POST" || exchange.status >= 300) return;
    const id = select(exchange.body, "id");
    if (endpoint !== undefined && typeof id === "string") this.#made.add(`${endpoint}/${encodeURIComponent(id)}`);
    if (path === "/Bulk") this.#observeBulk(exchange.body);
  }

  #observeBulk(body: Json | undefined): void {
    const operations = select(body, "Operations");
    for (const operation of Array.isArray(operations) ? operations : []) {
      const location = select(operation, "location");
      if (!isJsonObject(operation) || operation.method !== "POST" || typeof location !== "string") continue;
      const path = /\/(?:Users|Groups)\/[^/]+$/.exec(location)?.[0];
      if (path !== undefined) this.#made.add(path);
    }
  }

  #doubt(endpoint: string, body: Json | undefined): void {
    const attribute = endpoint === "/Users" ? "userName" : "displayName";
    const name = select(body, attribute);
    if (typeof name === "string") this.#doubtful.add({ endpoint, attribute, name });
  }

  /**
   * Deletes everything that is left, groups before their members.
   * @returns the paths that could not be removed
   */
  async clean(client: ScimClient): Promise<string[]> {
    for (const doubt of this.#doubtful) {
      const filter = encodeURIComponent(`${doubt.attribute} eq ${JSON.stringify(doubt.name)}`);
      const found = await client.get(`${doubt.endpoint}?filter=${filter}`).catch(() => undefined);
      const resources = select(found?.body, "Resources");
      for (const resource of Array.isArray(resources) ? resources : []) {
        const id = select(resource, "id");
        // A server that does not filter lists everybody: only the very name that we made up is ours.
        const isOurs = String(select(resource, doubt.attribute)).toLowerCase() === doubt.name.toLowerCase();
        if (isOurs && typeof id === "string") this.#made.add(`${doubt.endpoint}/${encodeURIComponent(id)}`);
      }
      if (found !== undefined) this.#doubtful.delete(doubt);
    }
    const paths = [...this.#made].reverse();
    for (const endpoint of endpoints) {
      for (const path of paths.filter((one) => one.startsWith(endpoint))) {
        const answer = await client.request("DELETE", path).catch(() => undefined);
        if (answer !== undefined && [200, 202, 204, 404, 410].includes(answer.status)) this.#made.delete(path);
      }
    }
    return [...this.#made];
  }
}
