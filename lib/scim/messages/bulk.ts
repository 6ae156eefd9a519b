import { invalidSyntax, invalidValue } from "../errors";
import type { Json, JsonObject } from "../json";
import { isJsonObject, keyOf } from "../json-object";
import { quote } from "../quote";
import { bulkResponseUrn } from "../urns";

export interface BulkRequest {
  /** Errors after which the rest is not begun; undefined: no number of errors ends it. */
  readonly failOnErrors: number | undefined;
  readonly operations: readonly Json[];
}

const methods = ["POST", "PUT", "PATCH", "DELETE"] as const;
export type BulkMethod = (typeof methods)[number];

/** One operation of a bulk request as sent, with its method understood. */
export interface BulkOperation {
  readonly method: BulkMethod;
  /** Below the base path, beginning with "/": `/Users`, `/Groups/bulkId:g`. */
  readonly path: string;
  readonly bulkId: string | undefined;
  /** What If-Match would say. */
  readonly version: string | undefined;
  /** Null of a DELETE. */
  readonly data: Json;
}

/** How an operation ended. */
export interface BulkResult {
  readonly method: string | undefined;
  readonly bulkId: string | undefined;
  /** Of the resource, as an absolute URL; there unless a POST failed. */
  readonly location?: string;
  /** The entity tag after it. */
  readonly version?: string;
  readonly status: number;
  /** The error of one that failed. */
  readonly response?: JsonObject;
}

/**
 * Reads a BulkRequest (RFC 7644 §3.7). Its keys are case-insensitive and `schemas` may be missing, as in a PatchOp. The
 * operations are read one by one, by readBulkOperation: a bad one is its own failure, not that of the others.
 *
 * @throws ScimError 400 invalidSyntax | invalidValue
 */
export function readBulkRequest(body: unknown): BulkRequest {
  if (!isJsonObject(body)) {
    throw invalidSyntax(`The body is ${quote(body)}. Send a BulkRequest, an object with the list Operations.`);
  }
  const operations = keyOf(body, "operations");
  if (!Array.isArray(operations)) {
    throw invalidSyntax(`Operations is ${quote(operations ?? null)}. Send a list of operations.`);
  }
  const failOnErrors = keyOf(body, "failonerrors") ?? 0;
  if (typeof failOnErrors !== "number" || !Number.isInteger(failOnErrors) || failOnErrors < 0) {
    throw invalidValue(`failOnErrors is ${quote(failOnErrors)}. Send a whole number of errors, or leave it out.`);
  }
  return { failOnErrors: failOnErrors === 0 ? undefined : failOnErrors, operations };
}

/**
 * Reads one operation. The method compares without case; a path may lack its leading slash.
 *
 * @throws ScimError 400 invalidSyntax when a part is missing or no text
 */
export function readBulkOperation(operation: Json): BulkOperation {
  if (!isJsonObject(operation)) {
    throw invalidSyntax(`The operation is ${quote(operation)}. Send an object with method, path and data.`);
  }
  const given = textOf(operation, "method")?.toUpperCase();
  const method = methods.find((each) => each === given);
  if (!method) {
    throw invalidSyntax(`method is ${quote(keyOf(operation, "method") ?? null)}. It must be ${methods.join(", ")}.`);
  }
  const path = textOf(operation, "path");
  if (!path) throw invalidSyntax("The operation has no path. Send one below the base path, for instance /Users.");
  const bulkId = textOf(operation, "bulkid");
  if (method === "POST" && !bulkId) {
    throw invalidSyntax("The operation is a POST without a bulkId. Give it one that no other operation has.");
  }
  const data = keyOf(operation, "data") ?? null;
  if (method !== "DELETE" && !isJsonObject(data)) {
    throw invalidSyntax(`data is ${quote(data)}. Send the body that ${method} ${path.slice(0, 100)} would have.`);
  }
  return {
    method,
    path: path.startsWith("/") ? path : `/${path}`,
    bulkId,
    version: textOf(operation, "version"),
    data: method === "DELETE" ? null : data,
  };
}

/** A text of an operation; undefined when absent, null or empty. */
function textOf(operation: JsonObject, name: string): string | undefined {
  const value = keyOf(operation, name) ?? "";
  if (typeof value !== "string") throw invalidSyntax(`${name} is ${quote(value)}. Send a text.`);
  return value.trim() || undefined;
}

/** What can be said of an operation whatever is wrong with it. */
export function namesOf(operation: Json): Pick<BulkResult, "method" | "bulkId"> & { readonly path: string } {
  const text = (name: string) => {
    const value = isJsonObject(operation) ? keyOf(operation, name) : undefined;
    return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
  };
  return { method: text("method")?.toUpperCase(), bulkId: text("bulkid"), path: text("path") ?? "" };
}

/** The answer to a bulk request (RFC 7644 §3.7.3): what was carried out, in the order it was asked for. */
export function bulkResponse(results: readonly BulkResult[]): JsonObject {
  return {
    schemas: [bulkResponseUrn],
    Operations: results.map(({ method, bulkId, location, version, status, response }) => ({
      ...(method !== undefined && { method }),
      ...(bulkId !== undefined && { bulkId }),
      ...(location !== undefined && { location }),
      ...(version !== undefined && { version }),
      status: String(status),
      ...(response !== undefined && { response }),
    })),
  };
}
