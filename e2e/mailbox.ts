/** What the SMTP server of the tests was given for an address: a folder that any test process can read (scripts/testing/suites.mjs). */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import PostalMime from "postal-mime";
import type { Email } from "postal-mime";

/** The mails for an address, in the order in which they came. */
export async function mailsFor(address: string): Promise<Email[]> {
  const mailbox = process.env.MUSTER_TEST_MAILBOX;
  if (mailbox === undefined) throw new Error("MUSTER_TEST_MAILBOX is not set: run the tests by npm test.");
  const folder = join(mailbox, address);
  const files = (await readdir(folder).catch((): string[] => [])).sort();
  return Promise.all(files.map(async (file) => PostalMime.parse(await readFile(join(folder, file)))));
}
