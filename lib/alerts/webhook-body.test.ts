import { expect, test } from "vitest";
import { webhookBody } from "./webhook-body";

const at = new Date("2026-11-20T08:30:00.000Z");
const eventId = "019a0000-0000-7000-8000-000000000001";
const place = {
  organization: { slug: "contoso", name: "Contoso" },
  directory: { slug: "hr", name: "HR", application: "generic", provider: "entra" },
};
const finding = {
  kind: "failing",
  key: "MUSTER-D01",
  severity: "warning",
  since: at.toISOString(),
  clearedAt: null,
  facts: { code: "MUSTER-D01", users: 4, eventId },
};

const linkOf = (kind: string, payload: object): URL => {
  const { data } = JSON.parse(webhookBody({ kind, payload, createdAt: at }, "https://muster.example"));
  return new URL(data.link);
};

test("a finding that opens is told with the link to its refused requests", () => {
  const link = linkOf("finding.opened", { ...place, finding });
  expect(link.origin + link.pathname).toBe("https://muster.example/o/contoso/d/hr/logs");
  expect(Object.fromEntries(link.searchParams)).toEqual({
    range: "all",
    status: "failure",
    event: eventId,
    reads: "true",
    code: "MUSTER-D01",
    from: at.toISOString(),
  });
});

test.each([
  ["a finding of what is missing", "finding.opened", { ...finding, kind: "silent", facts: {} }],
  ["a finding that is over", "finding.cleared", { ...finding, clearedAt: at.toISOString() }],
  ["a finding as another version has written it", "finding.opened", { what: "people are refused" }],
  ["no finding at all", "finding.opened", undefined],
])("%s is told with the link to the page Health", (_, kind, told) => {
  expect(linkOf(kind, { ...place, finding: told }).href).toBe("https://muster.example/o/contoso/d/hr/health");
});

test.each([
  ["brake.tripped", "/o/contoso/d/hr/deprovisioning"],
  ["credentials.expiring", "/o/contoso/d/hr"],
  ["test", "/o/contoso/d/hr/notifications"],
])("%s is told with the link to where it is dealt with", (kind, pathname) => {
  expect(linkOf(kind, place).pathname).toBe(pathname);
});
