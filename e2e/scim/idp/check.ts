/** Holds one check of a recorded case against the answer it got, and says in words what is wrong. */
import { includesJson, isJsonObject, sameJson, type Json } from "../../json";
import type { Exchange, ScimClient } from "../../scim-client";
import { select } from "../../select";
import type { Check } from "./case";
import type { Variables } from "./variables";

export const errorUrn = "urn:ietf:params:scim:api:messages:2.0:Error";

/** What a check may look at beside the answer itself. */
export interface CheckContext {
  readonly client: ScimClient;
  readonly variables: Variables;
  /** The answers of each given step, one per repetition. */
  readonly given: readonly GivenStep[];
}

export interface GivenStep {
  readonly answers: readonly Exchange[];
  readonly durationMs: number;
}

type Of<Key extends string> = Extract<Check, { [key in Key]: unknown }>;

/** The complaints of one check; none when it holds. */
export async function complaintsOf(check: Check, answer: Exchange, context: CheckContext): Promise<string[]> {
  if ("verify" in check) {
    const path = context.variables.text(check.verify.path);
    const verified = await context.client.request(check.verify.method, path);
    const complaints = await complaintsOfAll(check.checks, verified, context);
    return complaints.map((complaint) => `${check.verify.method} ${path}: ${complaint}`);
  }
  if ("when" in check) {
    return check.when.status.includes(answer.status) ? complaintsOfAll(check.checks, answer, context) : [];
  }
  if ("whenAdvertised" in check) {
    const config = await context.client.get("/ServiceProviderConfig");
    return select(config.body, check.whenAdvertised) === true ? complaintsOfAll(check.checks, answer, context) : [];
  }
  if ("each" in check) return complaintsOfEach(check, answer, context);
  if ("answersOfGiven" in check) {
    const answers = context.given[check.answersOfGiven]?.answers ?? [];
    const complaints = await Promise.all(answers.map((given) => complaintsOfAll(check.checks, given, context)));
    return answers.length === 0 ? [`no given step ${check.answersOfGiven}`] : [...new Set(complaints.flat())];
  }
  if ("anyOf" in check) {
    const ways = await Promise.all(check.anyOf.map((checks) => complaintsOfAll(checks, answer, context)));
    return ways.some((way) => way.length === 0) ? [] : ways.flat();
  }
  if ("emptyOrResourceOf" in check) return emptyOrResource(check, answer, context);
  if ("noOverlapWith" in check) {
    const other = idsOf(await context.client.get(context.variables.text(check.noOverlapWith)));
    const both = idsOf(answer).filter((id) => other.includes(id));
    return complain(
      other.length > 0 && both.length === 0,
      `${both.length} resources are also in ${check.noOverlapWith}`,
    );
  }
  if ("acceptedPerSecond" in check) {
    const step = context.given[check.given];
    const accepted = step?.answers.filter(({ status }) => status < 300).length ?? 0;
    const perSecond = step === undefined ? 0 : (accepted * 1000) / step.durationMs;
    return complain(perSecond >= check.acceptedPerSecond, `only ${perSecond.toFixed(1)} requests/s were accepted`);
  }
  if ("error" in check) return errorComplaints(check, answer);
  if ("status" in check) {
    return complain(
      check.status.includes(answer.status),
      `status is ${answer.status}, expected ${check.status.join(" or ")}`,
    );
  }
  if ("header" in check) return headerComplaints(check, answer, context);
  if ("empty" in check) return complain(answer.text === "", `the body is not empty: ${quote(answer.text)}`);
  if ("noKey" in check) {
    const keys = keysOf(answer.body).filter((key) => new RegExp(check.noKey, "i").test(key));
    return complain(answer.body !== undefined && keys.length === 0, `the body has the key ${keys.join(", ")}`);
  }
  if ("textLacks" in check) {
    return complain(!new RegExp(check.textLacks, "i").test(answer.text), `the body has ${check.textLacks}`);
  }
  return pathComplaints(check, answer, context);
}

export async function complaintsOfAll(checks: readonly Check[], answer: Exchange, context: CheckContext) {
  const complaints: string[] = [];
  for (const check of checks) complaints.push(...(await complaintsOf(check, answer, context)));
  return complaints;
}

async function complaintsOfEach(check: Of<"each">, answer: Exchange, context: CheckContext): Promise<string[]> {
  const elements = select(answer.body, check.each);
  if (!Array.isArray(elements) || elements.length === 0) return [`${check.each} has no elements`];
  const complaints = await Promise.all(
    elements.map((body) => complaintsOfAll(check.checks, { ...answer, body }, context)),
  );
  return complaints.flatMap((list, index) => list.map((complaint) => `${check.each}[${index}]: ${complaint}`));
}

async function emptyOrResource(check: Of<"emptyOrResourceOf">, answer: Exchange, context: CheckContext) {
  const path = context.variables.text(check.emptyOrResourceOf);
  const current = await context.client.get(path);
  if (current.status !== 200) return [`GET ${path} answers ${current.status}`];
  if (answer.status === 204) return complain(answer.text === "", "204 carries a body");
  return complain(sameJson(answer.body, current.body), `the answer is not what GET ${path} gives`);
}

function errorComplaints(check: Of<"error">, answer: Exchange): string[] {
  const { body } = answer;
  const scimType = check.error.scimType;
  const detail = select(body, "detail");
  return [
    ...complain(answer.status >= 400, `status is ${answer.status}, expected an error`),
    ...complain(
      /^application\/scim\+json\b/.test(answer.headers.get("content-type") ?? ""),
      `Content-Type is ${answer.headers.get("content-type")}`,
    ),
    ...complain(sameJson(select(body, "schemas"), [errorUrn]), `schemas is ${quote(select(body, "schemas"))}`),
    ...complain(
      select(body, "status") === String(answer.status),
      `status in the body is ${quote(select(body, "status"))}`,
    ),
    ...complain(typeof detail === "string" && detail.length > 10, `detail is ${quote(detail)}`),
    ...complain(
      scimType === undefined || select(body, "scimType") === scimType,
      `scimType is ${quote(select(body, "scimType"))}, expected ${scimType}: ${quote(detail)}`,
    ),
  ];
}

function headerComplaints(check: Of<"header">, answer: Exchange, context: CheckContext): string[] {
  const value = answer.headers.get(check.header);
  const { matches, equalsPath } = check;
  return [
    ...complain(value !== null, `the header ${check.header} is missing`),
    ...complain(
      matches === undefined || new RegExp(context.variables.text(matches)).test(value ?? ""),
      `${check.header} is ${value}, expected ${matches}`,
    ),
    ...complain(
      equalsPath === undefined || select(answer.body, equalsPath) === value,
      `${check.header} is ${value}, but ${equalsPath} is ${quote(select(answer.body, equalsPath ?? ""))}`,
    ),
  ];
}

function pathComplaints(check: Of<"path">, answer: Exchange, { variables }: CheckContext): string[] {
  const value = select(answer.body, check.path);
  const fill = (expected: Json) => variables.json(expected);
  const elements = Array.isArray(value) ? value : [];
  const holds = (part: Json) => elements.some((element) => includesJson(element, fill(part)));
  const is = (expectation: string) => `${check.path || "the body"} is ${quote(value)}, expected ${expectation}`;
  const { equals, notEquals, oneOf, matches, between, atLeast, contains, lacks, includes, onlyKeys, unchanged } = check;
  const complaints: string[] = [];
  const must = (holdsTrue: boolean, expectation: string) => {
    if (!holdsTrue) complaints.push(is(expectation));
  };
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
    must(saved !== undefined && sameJson(value, saved), `it as it was: ${quote(saved)}`);
  }
  return complaints;
}

function isUnassigned(value: Json | undefined): boolean {
  return value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
}

function typeOf(value: Json | undefined): string {
  return Array.isArray(value) ? "array" : typeof value;
}

function keysOf(value: Json | undefined): string[] {
  if (Array.isArray(value)) return value.flatMap(keysOf);
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...keysOf(inner)]);
}

function idsOf(list: Exchange): Json[] {
  const resources = select(list.body, "Resources");
  return Array.isArray(resources) ? resources.map((resource) => select(resource, "id") ?? null) : [];
}

function complain(holds: boolean, complaint: string): string[] {
  return holds ? [] : [complaint];
}

function quote(value: Json | undefined): string {
  const text = JSON.stringify(value) ?? "absent";
  return text.length > 400 ? `${text.slice(0, 400)}…` : text;
}
