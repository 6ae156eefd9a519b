/** ⌘K where it finds nothing. */
import { routes } from "@/lib/routes";
import { expect, test } from "../fixtures";
import { en, say } from "../messages";
import { expectAccessible } from "./accessibility";

const t = en.palette;

test("a search that finds nothing says what was searched, and goes on in the log", async ({ page, tenant, signIn }) => {
  const { organization, directory } = tenant;
  await signIn(tenant);
  await page.goto(routes.organization(organization.slug));
  await page.getByRole("button", { name: t.open }).click();
  const input = page.getByRole("combobox");
  await input.fill("nowhere");
  await expect(page.getByText(t.emptyOutside)).toBeVisible();
  await expect(page.getByRole("listbox")).toBeHidden();
  await expectAccessible(page);

  await page.goto(routes.users(organization.slug, directory.slug));
  await page.getByRole("button", { name: t.open }).click();
  await input.fill("§");
  await expect(page.getByText(say(t.emptyShort, { directory: directory.name }))).toBeVisible();
  await expectAccessible(page);
  await input.fill("nowhere");
  await expect(page.getByText(say(t.emptyInside, { directory: directory.name }))).toBeVisible();
  await expect(page.getByRole("option")).toHaveText(say(t.searchLog, { query: "nowhere" }));
  await expectAccessible(page);
  await input.press("Enter");
  await expect(page).toHaveURL(/\/logs\?q=nowhere&range=all&reads=true$/);
});
