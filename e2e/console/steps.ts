/** Steps that several journeys take in the console. */
import { expect, type Locator, type Page } from "@playwright/test";
import { en, say } from "../messages";

/** Fills in and sends the sign-in form of the page shown. */
export async function fillSignIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel(en.signIn.email, { exact: true }).fill(email);
  await page.getByLabel(en.signIn.password, { exact: true }).fill(password);
  await page.getByRole("button", { name: en.signIn.submit, exact: true }).click();
}

/** Reads a value as a person does: by its copy button, out of the clipboard. */
export async function copyPart(within: Locator, page: Page, label: string): Promise<string> {
  await page.evaluate(() => navigator.clipboard.writeText(""));
  await within.getByRole("button", { name: say(en.common.copyNamed, { label }) }).click();
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(clipboard).not.toBe("");
  return clipboard();
}

/**
 * Waits for what a page shows as soon as it has read itself again. It does so by itself within some seconds; here as often
 * as needed, as when somebody comes back to it. It is never loaded anew.
 * @param look expects it, with `soon`
 */
export const lookAgainUntil = (page: Page, look: () => Promise<void>) =>
  expect(async () => {
    await page.evaluate(() => void document.dispatchEvent(new Event("visibilitychange")));
    await look();
  }).toPass();

/** How long one look takes. */
export const soon = { timeout: 1_000 } as const;
