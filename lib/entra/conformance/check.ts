/** Holds one check of a case against the answer it got, and says in words what is wrong. */
import type { Check } from "./case";
import type { Exchange, ScimClient } from "./client";
import { complain, faults, prefixed, type Complaint } from "./complaint";
import { isJsonObject, sameJson, type Json } from "../json";
import { pathComplaints, quote } from "./path-check";
import { select } from "./select";
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
export async function complaintsOf(check: Check, answer: Exchange, context: CheckContext): Promise<Complaint[]> {
  if ("verify" in check) {
    const path = context.variables.text(check.verify.path);
    const verified = await context.client.get(path);
    return prefixed(`GET ${path}`, await complaintsOfAll(check.checks, verified, context));
  }
  if ("when" in check) {
    return check.when.status.includes(answer.status) ? complaintsOfAll(check.checks, answer, context) : [];
  }
  if ("whenAdvertised" in check) {
    const config = await context.client.get("/ServiceProviderConfig");
    return select(config.body, check.whenAdvertised) === true ? complaintsOfAll(check.checks, answer, context) : [];
  }
  if ("advice" in check) {
    return (await complaintsOfAll(check.advice, answer, context)).map(({ text }) => ({ text, advice: true }));
  }
  if ("each" in check) return complaintsOfEach(check, answer, context);
  if ("answersOfGiven" in check) {
    const answers = context.given[check.answersOfGiven]?.answers ?? [];
    if (answers.length === 0) return complain(false, `no given step ${check.answersOfGiven}`);
    const complaints = await Promise.all(answers.map((given) => complaintsOfAll(check.checks, given, context)));
    return [...new Map(complaints.flat().map((complaint) => [complaint.text, complaint])).values()];
  }
  if ("anyOf" in check) {
    const ways = await Promise.all(check.anyOf.map((checks) => complaintsOfAll(checks, answer, context)));
    return ways.find((way) => faults(way).length === 0) ?? ways.flat();
  }
  if ("emptyOrResourceOf" in check) return emptyOrResource(check, answer, context);
  if ("noOverlapWith" in check) {
    const other = idsOf(await context.client.get(context.variables.text(check.noOverlapWith)));
    const both = idsOf(answer).filter((id) => other.includes(id));
    return complain(
      other.length > 0 && both.length === 0,
      other.length === 0
        ? `${check.noOverlapWith} has no resources`
        : `${both.length} resources are also in ${check.noOverlapWith}`,
    );
  }
  if ("acceptedPerSecond" in check) {
    const step = context.given[check.given];
    const accepted = step?.answers.filter(({ status }) => status < 300).length ?? 0;
    const perSecond = step === undefined ? 0 : (accepted * 1000) / step.durationMs;
    // A server that is slow and turns nobody away throttles nobody.
    const isThrottled = step?.answers.some(({ status }) => status === 429) ?? true;
    return complain(
      !isThrottled || perSecond >= check.acceptedPerSecond,
      `only ${perSecond.toFixed(1)} requests/s were accepted`,
    );
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
  return pathComplaints(check, answer.body, context.variables);
}

/** The complaints of several checks, in their order. */
export async function complaintsOfAll(
  checks: readonly Check[],
  answer: Exchange,
  context: CheckContext,
): Promise<Complaint[]> {
  const complaints: Complaint[] = [];
  for (const check of checks) complaints.push(...(await complaintsOf(check, answer, context)));
  return complaints;
}

async function complaintsOfEach(check: Of<"each">, answer: Exchange, context: CheckContext): Promise<Complaint[]> {
  const elements = select(answer.body, check.each);
  if (!Array.isArray(elements) || elements.length === 0) return complain(false, `${check.each} has no elements`);
  const complaints = await Promise.all(
    elements.map((body) => complaintsOfAll(check.checks, { ...answer, body }, context)),
  );
  return complaints.flatMap((list, index) => prefixed(`${check.each}[${index}]`, list));
}

async function emptyOrResource(check: Of<"emptyOrResourceOf">, answer: Exchange, context: CheckContext) {
  const path = context.variables.text(check.emptyOrResourceOf);
  const current = await context.client.get(path);
  if (current.status !== 200) return complain(false, `GET ${path} answers ${current.status}`);
  if (answer.status === 204) return complain(answer.text === "", "204 carries a body");
  return complain(sameJson(answer.body, current.body), `the answer is not what GET ${path} gives`);
}

/** RFC 7644 §3.12. The media type is §3.1's; detail is optional there, and all that an administrator sees of Entra. */
function errorComplaints(check: Of<"error">, answer: Exchange): Complaint[] {
  const { body } = answer;
  const scimType = check.error.scimType;
  const detail = select(body, "detail");
  const contentType = answer.headers.get("content-type");
  return [
    ...complain(answer.status >= 400, `status is ${answer.status}, expected an error`),
    ...complain(sameJson(select(body, "schemas"), [errorUrn]), `schemas is ${quote(select(body, "schemas"))}`),
    ...complain(
      select(body, "status") === String(answer.status),
      `status in the body is ${quote(select(body, "status"))}, expected ${quote(String(answer.status))}`,
    ),
    ...complain(
      scimType === undefined || select(body, "scimType") === scimType,
      `scimType is ${quote(select(body, "scimType"))}, expected ${scimType}: ${quote(detail)}`,
    ),
    ...complain(/^application\/scim\+json\b/.test(contentType ?? ""), `Content-Type is ${contentType}`, true),
    ...complain(typeof detail === "string" && detail.length > 10, `detail is ${quote(detail)}`, true),
  ];
}

function headerComplaints(check: Of<"header">, answer: Exchange, context: CheckContext): Complaint[] {
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

function keysOf(value: Json | undefined): string[] {
  if (Array.isArray(value)) return value.flatMap(keysOf);
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...keysOf(inner)]);
}

function idsOf(list: Exchange): Json[] {
  const resources = select(list.body, "Resources");
  return Array.isArray(resources) ? resources.map((resource) => select(resource, "id") ?? null) : [];
}
