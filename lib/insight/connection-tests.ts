import type { SurveyNotes } from "./survey-notes";
import { isRefused } from "./survey-row";
import type { SurveyRow } from "./survey-row";

/** What belongs to a check of the credentials follows it at once. */
const testMs = 60_000;

/** An id, as Entra's check of the credentials asks for it in place of a userName (ENTRA.md §1.1). */
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The row as part of a connection test, where it is one. A test that tries everything Entra will need later
 * (lib/entra/test-connection/probes.ts) makes requests that must be refused or find nobody, all about the GUID that it has
 * just looked for as a userName, in vain, by the same credential: a person without a userName, and an id of nobody. No client
 * in earnest does that: whom it looks for by userName it creates with that userName, and an id it has from an answer.
 * Changes `notes`.
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

function isAbout({ action, httpStatus, resourceId, userName, externalId, lookup }: SurveyRow, id: string): boolean {
  if (action === "read") return resourceId === null && lookup?.toLowerCase().includes(id) === true;
  if (action === "create") return httpStatus === 400 && userName === null && externalId?.toLowerCase() === id;
  return httpStatus === 404 && resourceId === id;
}
