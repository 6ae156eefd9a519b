import type { SurveyNotes } from "./survey-notes";
import { isRefused } from "./survey-row";
import type { SurveyRow } from "./survey-row";

/** What belongs to a check of the credentials follows it at once. */
const testMs = 60_000;

/** An id, as Entra's check of the credentials asks for it in place of a userName (ENTRA.md §1.1). */
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The row as part of a connection test, where it is one: then it looks at nobody, and begins no first cycle. A test that
 * tries everything Entra will need later (lib/entra/test-connection/probes.ts) goes on to look for the GUID that it has just
 * looked for as a userName, in vain, by the same credential, and to change and delete whom it would be the id of. No client
 * in earnest hides a failure so: it has ids from answers, and whom it looks for it creates under that name. What else such a
 * test is refused names nobody (fold-failures.ts forgets it with the next answer). Changes `notes`.
 */
export function asConnectionTest(notes: SurveyNotes, row: SurveyRow): SurveyRow {
  if (row.action === "testConnection") {
    if (!isRefused(row) && row.userName !== null && guid.test(row.userName)) begin(notes, row, row.userName);
    return row;
  }
  const tested = Object.entries(notes.tests).some(
    ([id, { at, credentialId }]) =>
      credentialId === row.credentialId && row.at.getTime() - at.getTime() <= testMs && isAbout(row, id),
  );
  return tested ? { ...row, action: "testConnection", status: "success" } : row;
}

function begin(notes: SurveyNotes, { at, credentialId }: SurveyRow, id: string): void {
  const recent = Object.entries(notes.tests).filter(([, test]) => at.getTime() - test.at.getTime() <= testMs);
  notes.tests = { ...Object.fromEntries(recent), [id.toLowerCase()]: { at, credentialId } };
}

function isAbout({ action, status, httpStatus, resourceId, lookup }: SurveyRow, id: string): boolean {
  if (action !== "read") return httpStatus === 404 && resourceId === id;
  return status === "success" && resourceId === null && lookup?.toLowerCase().includes(id) === true;
}
