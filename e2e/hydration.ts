/** A page is the server's drawing until React has taken it over: nobody is as fast as a test, which would press in vain. */
import { expect, type Page } from "@playwright/test";

/** Whether the page is React's: only React itself knows, in what it hangs on the document. Pages without Next have none. */
const isAlive = `(() => {
  if (document.querySelector("script[src*='/_next/']") === null) return true;
  const key = Object.keys(document).find((name) => name.startsWith("__reactContainer$"));
  return key !== undefined && document[key].stateNode.current.memoizedState.isDehydrated === false;
})()`;

/** From here on every load of `page` resolves when it can be used, unless the test asks for less with `commit`. @returns it */
export function usable(page: Page): Page {
  const goto = page.goto.bind(page);
  const reload = page.reload.bind(page);
  const goBack = page.goBack.bind(page);
  // Evaluated from outside again and again: the page's Content-Security-Policy lets no loop of ours evaluate anything.
  const alive = () =>
    expect(async () => expect(await page.evaluate<boolean>(isAlive)).toBe(true)).toPass({ intervals: [20, 50, 100] });
  page.goto = async (url, options) => {
    const answer = await goto(url, options);
    if (options?.waitUntil !== "commit") await alive();
    return answer;
  };
  page.reload = async (options) => {
    const answer = await reload(options);
    await alive();
    return answer;
  };
  page.goBack = async (options) => {
    const answer = await goBack(options);
    await alive();
    return answer;
  };
  return page;
}
