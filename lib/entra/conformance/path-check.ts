import type { Check } from "./case";
import { complain, type Complaint } from "./complaint";
import { includesJson, isJsonObject, sameJson, type Json } from "../json";
import { select } from "./select";
import type { Variables } from "./variables";

/** The complaints of a comparison of what stands at one path of a body. */
export function pathComplaints(
  check: Extract<Check, { path: unknown }>,
  body: Json | undefined,
  variables: Variables,
): Complaint[] {
  const value = select(body, check.path);
  const fill = (expected: Json) => variables.json(expected);
  const elements = Array.isArray(value) ? value : [];
  const holds = (part: Json) => elements.some((element) => includesJson(element, fill(part)));
  const is = (expectation: string) => `${check.path || "the body"} is ${quote(value)}, expected ${expectation}`;
  const { equals, notEquals, oneOf, matches, between, atLeast, contains, lacks, includes, onlyKeys, unchanged } = check;
  const complaints: Complaint[] = [];
  const must = (holdsTrue: boolean, expectation: string) => complaints.push(...complain(holdsTrue, is(expectation)));
  if (equals !== undefined) must(sameJson(value, fill(equals)), quote(fill(equals)));
  if (notEquals !== undefined) must(!sameJson(value, fill(notEquals)), `anything but ${quote(fill(notEquals))}`);
  if (oneOf !== undefined)
    must(
      oneOf.some((one) => sameJson(value, fill(one))),
      `one of ${quote(oneOf)}`,
    );
  if (matches !== undefined) must(typeof value === "string" && new RegExp(matches).test(value), matches);
  if (check.type !== undefined) must(typeOf(value) === check.type, check.type);
  if (between !== undefined) must(Number(value) >= between[0] && Number(value) <= between[1], between.join(" to "));
  if (atLeast !== undefined) must(typeof value === "number" && value >= atLeast, `at least ${atLeast}`);
  if (check.count !== undefined) must(elements.length === check.count, `${check.count} elements`);
  if (contains !== undefined) must(holds(contains), `an element with ${quote(fill(contains))}`);
  if (lacks !== undefined) must(!holds(lacks), `no element with ${quote(fill(lacks))}`);
  if (includes !== undefined) must(includesJson(value, fill(includes)), `to include ${quote(fill(includes))}`);
  if (onlyKeys !== undefined) {
    must(
      isJsonObject(value) && Object.keys(value).every((key) => onlyKeys.includes(key)),
      `only ${onlyKeys.join(", ")}`,
    );
  }
  if (check.absent !== undefined) must(value === undefined, "it to be absent");
  if (check.unassigned !== undefined) must(isUnassigned(value), "it to have no value");
  if (unchanged !== undefined) {
    const saved = variables.resource(unchanged);
    must(saved !== undefined && sameJson(undated(value), undated(saved)), `it as it was: ${quote(saved)}`);
    // A server may count a change that changes nothing; Muster does not, for Entra would see a difference.
    complaints.push(
      ...complain(
        saved !== undefined && sameJson(select(value, "meta"), select(saved, "meta")),
        `${check.path || "the body"} was given another version or date though nothing changed`,
        true,
      ),
    );
  }
  return complaints;
}

/** The value in words of bounded length. */
export function quote(value: Json | undefined): string {
  const text = JSON.stringify(value) ?? "absent";
  return text.length > 400 ? `${text.slice(0, 400)}…` : text;
}

function undated(resource: Json | undefined): Json | undefined {
  if (!isJsonObject(resource) || !isJsonObject(resource.meta)) return resource;
  const { version: _version, lastModified: _lastModified, ...meta } = resource.meta;
  return { ...resource, meta };
}

function isUnassigned(value: Json | undefined): boolean {
  return value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
}

function typeOf(value: Json | undefined): string {
  return Array.isArray(value) ? "array" : typeof value;
}
