/** What an administrator does on the page Domains, in the journeys that come there. */
import { expect, type Page } from "@playwright/test";
import { publishTxt } from "../dns";
import { en, say } from "../messages";
import { copyPart } from "./steps";

const t = en.domains;

/** The domain's own row of the page. */
export const domainItem = (page: Page, name: string) =>
  page
    .getByRole("list", { name: t.title, exact: true })
    .getByRole("listitem")
    .filter({ has: page.getByRole("heading", { name, exact: true }) });

/** The suggestions: domains whose people were refused. */
export const refusedDomains = (page: Page) => page.getByRole("region", { name: t.refused.label });

/** Has a directory take people of verified domains only. */
export async function acceptVerifiedOnly(page: Page, directory: string): Promise<void> {
  await page.getByRole("combobox", { name: say(t.policy.label, { directory }) }).click();
  await page.getByRole("option", { name: t.policy.verified }).click();
  await expect(page.getByText(say(t.policy.saved.verified, { directory }))).toBeVisible();
}

/** Puts the record that the page shows into DNS, and asks until it is seen. */
export async function proveByDns(page: Page, name: string): Promise<void> {
  const row = domainItem(page, name);
  await publishTxt(await copyPart(row, page, t.recordName), await copyPart(row, page, t.recordValue));
  const checkNow = row.getByRole("button", { name: say(t.checkNowNamed, { name }) });
  await expect(async () => {
    // The page may have seen it by itself, and then there is nothing to press.
    if (await checkNow.isVisible()) await checkNow.click({ timeout: 2_000 });
    await expect(row.getByText(t.stateName.verified, { exact: true })).toBeVisible({ timeout: 2_000 });
  }).toPass();
}
