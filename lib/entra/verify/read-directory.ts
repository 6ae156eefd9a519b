import type { EntraHttpClient } from "../http-client";
import { isJsonObject, parseJsonObject } from "../json";
import { readList } from "../scim-body";

type Body = Readonly<Record<string, unknown>>;

/** Everybody and every group that a server has, by id; groups with their members. */
export interface Directory {
  readonly users: ReadonlyMap<string, Body>;
  readonly groups: ReadonlyMap<string, Body>;
}

/** A list or a resource could not be read; the message says which and what was answered. */
export class DirectoryReadError extends Error {
  override readonly name = "DirectoryReadError";
}

export interface ReadOptions {
  /** Resources in one page; 100 when left out. */
  readonly pageSize?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number, phase: "users" | "groups") => void;
}

/**
 * Reads a whole directory by index paging, as Entra's account discovery does (ENTRA.md §6.4). Members are read with each
 * group by itself: a list may leave them out.
 * @throws DirectoryReadError
 */
export async function readDirectory(client: EntraHttpClient, options: ReadOptions = {}): Promise<Directory> {
  const users = await readAll(client, "Users", options);
  const listed = await readAll(client, "Groups", options);
  const groups = new Map<string, Body>();
  for (const id of listed.keys()) {
    const group = parseJsonObject(await read(client, `/Groups/${encodeURIComponent(id)}`, options.signal));
    if (!group) throw new DirectoryReadError(`Group ${id} is no JSON object.`);
    groups.set(id, group);
  }
  return { users, groups };
}

async function readAll(
  client: EntraHttpClient,
  type: "Users" | "Groups",
  { pageSize = 100, signal, onProgress }: ReadOptions,
): Promise<Map<string, Body>> {
  const found = new Map<string, Body>();
  for (let startIndex = 1; ;) {
    const list = readList(await read(client, `/${type}?startIndex=${startIndex}&count=${pageSize}`, signal));
    if (!list) throw new DirectoryReadError(`/${type} from ${startIndex} on is no ListResponse.`);
    for (const resource of list.resources) {
      const id = String(resource["id"]);
      if (found.has(id)) throw new DirectoryReadError(`${id} is in two pages of /${type}.`);
      found.set(id, resource);
    }
    startIndex += list.resources.length;
    onProgress?.(found.size, list.total, type === "Users" ? "users" : "groups");
    if (found.size >= list.total) return found;
    if (list.resources.length === 0)
      throw new DirectoryReadError(`/${type} has ${list.total} resources and gives ${found.size}.`);
  }
}

async function read(client: EntraHttpClient, path: string, signal?: AbortSignal): Promise<string> {
  signal?.throwIfAborted();
  const exchange = await client.send("GET", path);
  if (!("received" in exchange)) throw new DirectoryReadError(`GET ${path}: ${exchange.failure.message}`);
  const { status, text } = exchange.received;
  if (status !== 200) throw new DirectoryReadError(`GET ${path}: ${status} ${text.slice(0, 500)}`);
  return text;
}

/** Ids that a group has as members. */
export function memberIds(group: Body): string[] {
  const members: unknown = group["members"];
  return Array.isArray(members)
    ? members.flatMap((member) => (isJsonObject(member) ? [String(member["value"])] : []))
    : [];
}
