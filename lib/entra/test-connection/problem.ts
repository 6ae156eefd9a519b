import type { TransportProblem } from "../transport-problem";

/** What can be wrong with an answer, told apart by who has to repair what. */
export const answerProblems = [
  "redirect",
  "unauthorized",
  "forbidden",
  "notFound",
  "methodBlocked",
  "bodyRefused",
  "tooManyRequests",
  "gateway",
  "serverError",
  "html",
  "notJson",
  "notScim",
  "contentType",
  "filterIgnored",
  "unexpectedStatus",
] as const;
export type AnswerProblem = (typeof answerProblems)[number];

/** What Entra would stumble over although an answer from here looks well. */
export const warnings = ["notHttps", "privateAddress", "expiresSoon", "clockSkew"] as const;
export type Warning = (typeof warnings)[number];

export type Problem = TransportProblem | AnswerProblem | Warning;
