import type { TargetPath } from "../mapping/target-path";
import { isJsonObject } from "../json";

const coreUrn = /^urn:ietf:params:scim:schemas:core:2\.0:(user|group)$/i;

/** A target attribute, spelled the same whoever wrote it. */
export function leafOf({ urn, attribute, element, sub }: TargetPath): string {
  const prefix = urn === undefined || coreUrn.test(urn) ? "" : `${urn}:`;
  const filter = element ? `[${element.attribute} eq "${element.value}"]` : "";
  return `${prefix}${attribute}${filter}${sub === undefined ? (element ? ".value" : "") : `.${sub}`}`.toLowerCase();
}

/** What a server adds by itself, or what says where a value belongs and is no value. */
const own = new Set(["id", "meta", "schemas", "groups", "members"]);
const labels = new Set(["type", "primary", "$ref", "display"]);

/**
 * Every value of a resource by its target attribute; managers and members aside, for they are references. Elements are told
 * apart by `primary` where a mapping does so (roles), else by `type`.
 * @param byPrimary names, in lower case, of attributes whose elements are told apart by `primary`
 */
export function leavesOf(resource: Readonly<Record<string, unknown>>, byPrimary: ReadonlySet<string>) {
  const leaves = new Map<string, string>();
  const put = (path: string, value: unknown) => {
    if (value !== undefined && value !== null && value !== "") leaves.set(path.toLowerCase(), textOf(value));
  };
  const read = (members: Readonly<Record<string, unknown>>, prefix: string) => {
    for (const [name, value] of Object.entries(members)) {
      const key = name.toLowerCase();
      if (prefix === "" && own.has(key)) continue;
      if (key === "manager") continue;
      if (key.includes(":") && isJsonObject(value)) read(value, `${name}:`);
      else if (Array.isArray(value)) elements(value, `${prefix}${name}`, byPrimary.has(key));
      else if (isJsonObject(value)) for (const [sub, one] of Object.entries(value)) put(`${prefix}${name}.${sub}`, one);
      else put(`${prefix}${name}`, value);
    }
  };
  const elements = (values: readonly unknown[], path: string, isByPrimary: boolean) => {
    values.forEach((value, index) => {
      if (!isJsonObject(value)) return put(`${path}[${index}]`, value);
      const type = isByPrimary ? undefined : value["type"];
      const filter =
        typeof type === "string" ? `type eq "${type}"` : value["primary"] === true ? 'primary eq "True"' : `${index}`;
      for (const [sub, one] of Object.entries(value)) if (!labels.has(sub)) put(`${path}[${filter}].${sub}`, one);
    });
  };
  read(resource, "");
  return leaves;
}

function textOf(value: unknown): string {
  if (typeof value === "boolean") return value ? "True" : "False";
  return typeof value === "string" ? value : JSON.stringify(value);
}
