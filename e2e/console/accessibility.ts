/** axe on the page as it stands, in light and in dark, and the promise that nothing scrolls sideways at 360 px. */
import { expect, type Page } from "@playwright/test";
import axe from "axe-core";

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: { readonly target: string[]; readonly failureSummary?: string }[];
}

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** What axe judges by colour; everything else is the same in every colour scheme. */
const byColour = ["color-contrast", "link-in-text-block"];
const schemes = [
  { colorScheme: "light", runOnly: { type: "tag", values: tags } },
  { colorScheme: "dark", runOnly: { type: "rule", values: byColour } },
] as const;

/** WCAG 2.2 AA and axe's best practices: no violation, on the page or in an open dialog. */
export async function expectAccessible(page: Page): Promise<void> {
  // Evaluated, not added as a script: the page's Content-Security-Policy stays as people have it.
  if (!(await page.evaluate<boolean>("'axe' in window"))) await page.evaluate(axe.source);
  for (const { colorScheme, runOnly } of schemes) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await settled(page);
    const options = JSON.stringify({ runOnly, resultTypes: ["violations"] });
    const complaints = async () => {
      const violations = await page.evaluate<Violation[]>(
        `axe.run(document, ${options}).then(({ violations }) => violations)`,
      );
      return violations.flatMap(({ id, help, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id}: ${help}\n  ${target.join(" ")}\n  ${failureSummary ?? ""}`),
      );
    };
    // What is wrong stays wrong; what was half drawn while axe looked does not.
    const message = `axe on ${page.url()}, ${colorScheme}`;
    await expect.poll(async () => (await complaints()).join("\n"), { message, timeout: 40_000 }).toBe("");
  }
}

/** The scheme has been painted and nothing fades any more: a colour in between is nobody's to read. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    await frame();
    await frame();
    const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
}

/** Nothing of the page is wider than a 360 px screen; tables may scroll inside themselves. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 360, height: 740 });
  await page.waitForFunction(() => innerWidth === 360);
  // What is too wide stays too wide; what measures its own place, as charts do, has to be drawn anew first.
  const width = () => page.evaluate(() => document.documentElement.scrollWidth);
  const message = `${page.url()} is so many px wide on a 360 px screen`;
  await expect.poll(width, { message, timeout: 40_000 }).toBeLessThanOrEqual(360);
  if (before !== null) await page.setViewportSize(before);
}
