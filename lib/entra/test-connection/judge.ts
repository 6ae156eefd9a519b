import type { Received } from "../http-wire";
import { parseJsonObject } from "../json";
import { readError, readList } from "../scim-body";
import type { AnswerProblem } from "./problem";

/** What a probe hopes for. */
export type Expectation =
  /** 200 and a ListResponse; `empty`: of nothing, because nobody has a random GUID for a name. */
  | { readonly kind: "list"; readonly empty: boolean }
  /** A SCIM error of that status: the request arrived, was understood, and changed nothing. */
  | { readonly kind: "refusal"; readonly status: number; readonly notScimType?: string };

/** What is wrong with an answer; undefined when it is what Entra expects (ENTRA.md §1.2, §3.3). */
export function judge(received: Received, expected: Expectation): AnswerProblem | undefined {
  const wanted = expected.kind === "list" ? 200 : expected.status;
  if (received.status !== wanted) return judgeStatus(received, expected);
  const problem = judgeContent(received);
  if (problem) return problem;
  if (expected.kind === "list") {
    const list = readList(received.text);
    if (!list) return "notScim";
    return expected.empty && list.total > 0 ? "filterIgnored" : undefined;
  }
  const error = readError(received.text);
  if (!error) return "notScim";
  return expected.notScimType !== undefined && error.scimType === expected.notScimType ? "bodyRefused" : undefined;
}

function judgeStatus(received: Received, expected: Expectation): AnswerProblem {
  const { status, text } = received;
  const isWrite = expected.kind === "refusal";
  if (status >= 300 && status < 400) return "redirect";
  if (status === 401 || status === 407) return "unauthorized";
  // A firewall before the server answers a method that it does not know with any of these.
  if (isWrite && (status === 403 || status === 405 || status === 501)) return "methodBlocked";
  if (status === 403) return "forbidden";
  if (status === 404 || status === 405 || status === 410) return "notFound";
  if (status === 411 || status === 413 || status === 415) return "bodyRefused";
  if (status === 429) return "tooManyRequests";
  if (status === 400 && isWrite && readError(text)) return "bodyRefused";
  if (status >= 502 && status <= 504) return "gateway";
  if (status >= 500) return "serverError";
  return judgeContent(received) ?? "unexpectedStatus";
}

/** A page, something else that is not JSON, or JSON under another name. */
function judgeContent({ headers, text }: Received): AnswerProblem | undefined {
  if (isHtml(headers["content-type"], text)) return "html";
  if (parseJsonObject(text) === undefined) return "notJson";
  return /^application\/(scim\+)?json\b/i.test(headers["content-type"] ?? "") ? undefined : "contentType";
}

const isHtml = (contentType: string | undefined, text: string): boolean =>
  /^text\/html\b/i.test(contentType ?? "") || /^\s*(<!doctype html|<html)\b/i.test(text);
