/** The cases held against a server that is not ours: every failure is a fault of it that was looked up in its source. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { startScimmyServer, type ScimmyServer } from "./__fixtures__/scimmy-server.mjs";
import { loadCatalogue } from "./catalogue";
import type { ConformanceReport } from "./report";
import { runConformance } from "./run";

/** What scimmy 1.3.5 and scimmy-routers 1.3.2 on Express 5 do wrong, and the cases that find it. */
const knownFaults: readonly (readonly [fault: string, ...cases: string[]])[] = [
  ["201 has no Location header, and meta.location is no URI (RFC 7644 §3.3, RFC 7643 §3.1)", "C-01", "7644-3.3a"],
  ["401 has no WWW-Authenticate (RFC 7235 §3.1)", "TC-05", "7644-2"],
  [
    // scimmy-routers writes numbers into req.query, which Express 5 parses anew each time it is read.
    "startIndex and count are ignored, and itemsPerPage is not the number returned (RFC 7644 §3.4.2.4)",
    "PG-01",
    "PG-03",
    "PG-05",
    "GV-09",
    "GV-10",
    "7644-3.4.2.4-first",
    "7644-3.4.2.4-last",
    "7644-3.4.2.4-beyond",
    "7644-3.4.2.4-zero",
    "7644-3.4.2.4-negative",
  ],
  [
    "eq compares letter case where caseExact is false (RFC 7644 §3.4.2.2, RFC 7643 §4.1.1)",
    "M-02",
    "M-09",
    "MV-18",
    "OT-07",
    "7644-3.4.2.2-2",
  ],
  ["filters do not find attributes of extensions (RFC 7644 §3.10)", "7644-3.4.2.2-8", "7644-3.4.2.2-21"],
  ["a value path is true of several values together (RFC 7644 §3.4.2.2)", "7644-3.4.2.2-20"],
  ["a filter without its value is taken for none (RFC 7644 §3.4.2.2)", "7644-3.4.2.2-bad-3"],
  ["attributes= of an extension fails by an exception (RFC 7644 §3.10)", "7644-3.10"],
  ["PATCH with attributes= fails by an exception, 500 (RFC 7644 §3.5.2)", "7644-3.5.2-attributes"],
  ["PATCH of a complex attribute drops what it does not name (RFC 7644 §3.5.2.3)", "7644-3.5.2-replace-3"],
  ["a path's attribute names are case sensitive (RFC 7643 §2.1)", "PL-30", "7644-3.5.2-case"],
  ["a malformed path is accepted (RFC 7644 §3.5.2)", "7644-3.5.2-bad-path"],
  ["a core attribute is not known by its URN (RFC 7644 §3.10)", "PL-26", "PL-26b"],
  ["several values may be primary (RFC 7643 §2.4, RFC 7644 §3.5.2)", "7643-2.4", "PL-34", "7644-3.5.2-add-7"],
  ["userName may be empty (RFC 7643 §4.1.1)", "7643-4.1.1b"],
  ["null is no value of a multi-valued attribute (RFC 7643 §2.5)", "C-04"],
  ["a value that is there is added again (RFC 7644 §3.5.2.1; Entra adds again)", "G-10", "PL-23"],
  [
    "Entra's string for a boolean is refused (ENTRA.md §4.3-2)",
    "C-02",
    "C-11b",
    "L-06",
    "L-09",
    "PL-02",
    "PL-04",
    "PL-38",
    "V-06",
    "GV-14",
    // The validator's person has a role whose primary is "True": without it, nothing that follows can be tried.
    ...["MV-01", "MV-02", "MV-03", "MV-05", "MV-06", "MV-08", "MV-09", "MV-10", "MV-11", "MV-12", "MV-13"],
    ...["MV-P1", "MV-P2", "MV-P4"],
  ],
  [
    "Entra's bare id of a manager or member is refused (ENTRA.md §4.3-7, -13)",
    "C-10",
    "G-11",
    "M-12",
    "M-12b",
    "PL-12",
    "PL-14",
    "PL-18",
    "GV-11",
    "GV-12",
    "GV-13",
  ],
  ["a manager whose value is empty is kept (ENTRA.md §4.3-7)", "PL-15"],
  ["what a filter does not find is not created (ENTRA.md §4.3-3)", "PC-09", "PL-08", "PL-10", "PL-11", "MV-07"],
  ["free text of the validator is refused (ENTRA.md §8.1)", "C-05"],
  ["types of roles other than suggested are refused (ENTRA.md §4.4)", "C-12", "C-12b"],
  ["an array of one for a single value is refused (ENTRA.md §4.3a-5)", "PL-20"],
  ["PATCH without operations is refused (ENTRA.md §4.3-15)", "PL-29"],
  ["a Tenant URL that ends in a slash finds nothing (ENTRA.md §1.2)", "TC-09"],
  ["OneLogin's old URNs are refused (ENTRA.md §9)", "OL-02"],
];

let server: ScimmyServer;
let report: ConformanceReport;

beforeAll(async () => {
  server = await startScimmyServer();
  const { tenantUrl, token } = server;
  report = await runConformance({ tenantUrl, token, groups: loadCatalogue(), rate: 0 });
}, 120_000);

afterAll(() => server.close());

const idsOf = (outcome: string) => report.cases.filter((one) => one.outcome === outcome).map(({ id }) => id);

test("every failure is a known fault of the other server, and every known fault is found", () => {
  expect(idsOf("failed").toSorted()).toEqual(knownFaults.flatMap(([, ...cases]) => cases).toSorted());
});

test("what the other server does right is told too", () => {
  expect(report.passed).toBeGreaterThan(200);
  expect(report.groups.find(({ id }) => id === "okta")).toMatchObject({ failed: 0, score: 100 });
});

test("capabilities that it does not announce are skipped with the reason", () => {
  const reasons = new Map(report.cases.map(({ id, reason }) => [id, reason]));
  expect(reasons.get("9865-2a")).toBe("The server's ServiceProviderConfig does not announce pagination.cursor.");
  expect(reasons.get("7644-3.14c")).toBe("The server's ServiceProviderConfig does not announce etag.supported.");
  expect(idsOf("skipped")).toHaveLength(report.skipped);
});

test("nothing that a run made is left", () => {
  expect(report.leftovers).toEqual([]);
  expect(server.count()).toBe(0);
});

test("each case names its source, and no two share an id", () => {
  const all = loadCatalogue().flatMap(({ cases }) => cases);
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  expect(all.filter(({ source }) => source.length < 8)).toEqual([]);
});
