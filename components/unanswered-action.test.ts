import { notFound, redirect } from "next/navigation";
import { UnrecognizedActionError } from "next/dist/client/components/unrecognized-action-error";
import { expect, test } from "vitest";
import messages from "@/messages/en.json";
import { unansweredAction } from "./unanswered-action";

const thrownBy = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (error) {
    return error;
  }
};

test.each([
  ["an organization that the reader is no member of any more", thrownBy(notFound), "noAccess"],
  ["a session that has ended", thrownBy(() => redirect("/sign-in")), "signedOut"],
  ["a page of an older Muster", new UnrecognizedActionError("no such action"), "updatedMeanwhile"],
  ["a server that does not answer", new TypeError("Failed to fetch"), "unreachable"],
  ["a defect", new Error("An unexpected response was received from the server."), "unexpected"],
  ["anything else", undefined, "unexpected"],
] as const)("%s is told as what it is", (_, error, key) => {
  expect(unansweredAction(error)).toEqual({ ok: false, message: `errors.${key}` });
  expect(messages.errors[key]).toMatch(/\.$/);
});
