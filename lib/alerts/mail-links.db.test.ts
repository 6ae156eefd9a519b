/** Where the links of mails and webhooks lead: to rows that show what was told. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { filterOf } from "@/app/(console)/o/[org]/d/[dir]/logs/_data/filter-of";
import { readLogQuery } from "@/app/(console)/o/[org]/d/[dir]/logs/_data/query-faults";
import { setDirectoryEnabled } from "@/lib/console/directories";
import { findEvent, listEvents } from "@/lib/console/logs";
import { setRecipients } from "@/lib/console/notifications";
import { revokeToken } from "@/lib/console/tokens";
import { pool } from "@/lib/db/pool";
import { generateTenant } from "@/lib/entra/tenant/generate-tenant";
import { observe } from "@/lib/insight/__fixtures__/observed-directory";
import { serveByClock } from "@/lib/insight/__fixtures__/serve-by-clock";
import { TestClock } from "@/lib/insight/__fixtures__/test-clock";
import { startSmtpInbox } from "@/lib/mail/__fixtures__/smtp-inbox";
import type { SmtpInbox } from "@/lib/mail/__fixtures__/smtp-inbox";
import { channelsOf } from "./channels";
import { tellOfFindings } from "./finding-alert";
import { deliverDue } from "./outbox";

const clock = new TestClock();
const server = serveByClock(clock);
const company = generateTenant({ users: 4, groups: 1, domain: "fabrikam.example" });
let inbox: SmtpInbox;

beforeAll(async () => {
  inbox = await startSmtpInbox();
});
afterAll(() => inbox.stop());
beforeEach(async () => {
  await pool.query(`DELETE FROM "OutboxMessage"`);
  await pool.query(`DELETE FROM "Finding"`);
});

type Observed = Awaited<ReturnType<typeof observe>>;

/** What Entra does, and the row of the log that each code of the mail's links must lead to. */
const failures: readonly {
  readonly what: string;
  readonly application: "generic" | "ipass-smartconnect";
  readonly happens: (observed: Observed) => Promise<unknown>;
  readonly rows: readonly { readonly code: string; readonly action?: string; readonly count: number }[];
}[] = [
  {
    what: "refused look-ups",
    application: "generic",
    happens: async ({ client, cycle }) => {
      await cycle(company);
      await client.send("GET", "/Users?filter=nickname+near+%22x%22");
      await client.send("GET", "/Users?filter=nickname+near+%22y%22");
    },
    rows: [{ code: "MUSTER-F01", action: "read", count: 2 }],
  },
  {
    what: "refused people",
    application: "ipass-smartconnect",
    happens: ({ cycle }) => cycle(company),
    rows: [{ code: "MUSTER-D01", action: "create", count: 4 }],
  },
  {
    what: "a revoked token",
    application: "generic",
    happens: async ({ cycle, client, own }) => {
      await cycle(company);
      await revokeToken(own.scope, { tokenId: own.token.tokenId });
      const status = async () => {
        const answer = await client.send("GET", "/Users?startIndex=1&count=1");
        return "received" in answer ? answer.received.status : 0;
      };
      // Heard by notification; ask until it is.
      await expect.poll(status).toBe(401);
    },
    rows: [{ code: "MUSTER-T04", action: "read", count: 1 }],
  },
  {
    what: "a service that is off",
    application: "generic",
    happens: async ({ cycle, client, own, scope }) => {
      await cycle(company);
      await setDirectoryEnabled(own.scope, { directoryId: scope.directoryId, enabled: false });
      const status = async () => {
        const answer = await client.send("GET", "/Users?startIndex=1&count=1");
        return "received" in answer ? answer.received.status : 0;
      };
      await expect.poll(status).toBe(403);
    },
    rows: [{ code: "MUSTER-S01", action: "read", count: 1 }],
  },
];

test.each(failures)("a mail of $what leads to their rows of the log", async ({ application, happens, rows }) => {
  const observed = await observe(server(), clock, { application });
  const { scope, own } = observed;
  await setRecipients(own.scope, { directoryId: scope.directoryId, recipients: ["lena@contoso.example"] });
  const before = inbox.received.length;
  await happens(observed);
  for (const minutes of [1, 3]) {
    await observed.survey(minutes);
    await tellOfFindings(clock.now);
  }
  await deliverDue(channelsOf(inbox.settings), { clock: () => clock.now });
  const [mail] = inbox.received.slice(before);
  const links = [...(mail?.text ?? "").matchAll(/https?:\S+\/logs\?\S+/g)].map(([href]) => new URL(href));
  const found = await Promise.all(
    links.map(async ({ pathname, searchParams }) => {
      const { query, faults } = readLogQuery(searchParams);
      expect(faults).toEqual([]);
      expect(pathname).toBe(`/o/${own.organization.slug}/d/${own.directory.slug}/logs`);
      const { rows: shown } = await listEvents(scope, await filterOf(scope, query));
      const opened = query.event === null ? undefined : await findEvent(scope, query.event);
      return { shown, opened };
    }),
  );
  expect(found.map(({ shown }) => ({ code: shown[0]?.code, action: shown[0]?.action, count: shown.length }))).toEqual(
    rows,
  );
  for (const { shown, opened } of found) {
    expect(shown.every(({ status, code }) => status === "failure" && code === shown[0]?.code)).toBe(true);
    expect(opened?.code).toBe(shown[0]?.code);
  }
});
