import { expect, test } from "vitest";
import { observe } from "./__fixtures__/observed-directory";
import { serveByClock } from "./__fixtures__/serve-by-clock";
import { TestClock } from "./__fixtures__/test-clock";

const clock = new TestClock();
const server = serveByClock(clock);

test("who is refused under a long name of signs that take two places each is one finding and one failure, however often", async () => {
  const observed = await observe(server(), clock);
  // The sign stands where a name is cut that is counted in places.
  const refused = { userName: `${"n".repeat(199)}${"😀".repeat(40)}`, active: { not: "a boolean" } };
  await observed.client.send("POST", "/Users", { userName: "ana@contoso.example" });
  for (let time = 0; time < 2; time += 1) {
    await observed.client.send("POST", "/Users", refused);
    await observed.survey(1);
  }
  expect(await observed.findings()).toMatchObject([{ kind: "failing", facts: { users: 1 } }]);
  expect(await observed.cycles()).toMatchObject([{ requests: 3, failed: 1 }]);
});
