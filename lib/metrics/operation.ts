import { isTokenPath } from "@/lib/applications/token-endpoint";
import { basePaths } from "@/lib/applications/profile";

const ofCollection = new Map([
  ["GET", "list"],
  ["HEAD", "list"],
  ["POST", "create"],
]);
const ofResource = new Map([
  ["GET", "get"],
  ["HEAD", "get"],
  ["PUT", "replace"],
  ["PATCH", "patch"],
  ["DELETE", "delete"],
]);
const others = new Set(["Bulk", "Schemas", "ResourceTypes", "ServiceProviderConfig", "Me", ".search"]);

/**
 * What a request asks for, in one of a few words whatever clients send: `get User`, `list Groups`, `patch Group`, `Bulk`,
 * `Schemas`, `token`, `other`. As a label of metrics it has to have few values.
 */
export function operationOf({ method, pathname }: { readonly method: string; readonly pathname: string }): string {
  if (isTokenPath(pathname)) return "token";
  const base = basePaths.find((path) => pathname.startsWith(`${path}/`));
  const [first = "", second, ...rest] =
    base === undefined ? [] : pathname.slice(base.length).split("/").filter(Boolean);
  if (rest.length > 0) return "other";
  if (others.has(first)) return first === ".search" ? "search" : first;
  if (first !== "Users" && first !== "Groups") return "other";
  if (second === ".search") return `search ${first}`;
  const verb = (second === undefined ? ofCollection : ofResource).get(method);
  if (verb === undefined) return "other";
  return verb === "list" ? `list ${first}` : `${verb} ${first.slice(0, -1)}`;
}
