import { readFileSync } from "node:fs";
import { isJsonObject } from "../json-object";
import type { JsonObject } from "../json";
import { frozen } from "./frozen";

/** An example of an RFC, by the name of its file here: `rfc7643-8.2-user-full`. */
export function fixture(name: string): JsonObject {
  const value: unknown = JSON.parse(readFileSync(new URL(`${name}.json`, import.meta.url), "utf8"));
  if (!isJsonObject(value)) throw new Error(`${name} holds no object`);
  return frozen(value);
}
