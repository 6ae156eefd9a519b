import { invalidSyntax } from "../errors";
import type { Json } from "../json";
import { isJsonObject, keyOf } from "../json-object";
import { quote } from "../quote";
import { eachInSteps } from "../steps";
import type { Steps } from "../steps";

/** An operation as sent, with its `op` understood. */
export interface RawOperation {
  readonly op: "add" | "remove" | "replace";
  /** Whether `op` was capitalised: the mark of Entra's legacy dialect (ENTRA.md §4.1). */
  readonly capitalised: boolean;
  /** Undefined when absent, null or empty. */
  readonly path: string | undefined;
  /** Undefined when absent. */
  readonly value: Json | undefined;
}

/**
 * Reads a PatchOp message (RFC 7644 §3.5.2). Its keys and `op` are case-insensitive, `schemas` may be missing, other keys
 * are ignored, and no operations at all are a change of nothing (ENTRA.md §4, §4.3-15).
 *
 * @throws ScimError 400 invalidSyntax
 */
export function* readEnvelope(body: unknown): Steps<readonly RawOperation[]> {
  if (!isJsonObject(body)) {
    throw invalidSyntax(`The body is ${quote(body)}. Send a PatchOp message, an object with the list Operations.`);
  }
  const operations = keyOf(body, "operations");
  if (!Array.isArray(operations)) {
    throw invalidSyntax(`Operations is ${quote(operations ?? null)}. Send a list of operations.`);
  }
  const read: RawOperation[] = [];
  yield* eachInSteps(operations, (each: Json) => read.push(readOperation(each, read.length)));
  return read;
}

function readOperation(operation: Json, index: number): RawOperation {
  const where = `Operations[${index}]`;
  if (!isJsonObject(operation)) {
    throw invalidSyntax(`${where} is ${quote(operation)}. Send an object with op, path and value.`);
  }
  const given = keyOf(operation, "op");
  const op = typeof given === "string" ? given.toLowerCase() : undefined;
  if (typeof given !== "string" || (op !== "add" && op !== "remove" && op !== "replace")) {
    throw invalidSyntax(`${where}.op is ${quote(given ?? null)}. It must be add, remove or replace.`);
  }
  const path = keyOf(operation, "path") ?? "";
  if (typeof path !== "string") throw invalidSyntax(`${where}.path is ${quote(path)}. Send a text.`);
  const capitalised = /^[A-Z]/.test(given);
  return { op, capitalised, path: path.trim() || undefined, value: keyOf(operation, "value") };
}
