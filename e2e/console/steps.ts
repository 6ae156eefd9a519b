/** Steps that several journeys take in the console. */
import type { Page } from "@playwright/test";
import { en } from "../messages";

/** Fills in and sends the sign-in form of the page shown. */
export async function fillSignIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel(en.signIn.email, { exact: true }).fill(email);
  await page.getByLabel(en.signIn.password, { exact: true }).fill(password);
  await page.getByRole("button", { name: en.signIn.submit, exact: true }).click();
}
