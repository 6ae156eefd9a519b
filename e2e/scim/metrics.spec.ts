import { expect, test } from "../fixtures";

const { MUSTER_METRICS_TOKEN } = process.env;

test("the operator's metrics count what this door has served, and are nobody else's", async ({ baseURL, scim }) => {
  await scim.delete("/Users/00000000-0000-7000-8000-000000000000");
  const ask = (authorization: string) => fetch(`${baseURL}/api/metrics`, { headers: { authorization } });
  const answer = await ask(`Bearer ${MUSTER_METRICS_TOKEN}`);
  expect([answer.status, answer.headers.get("content-type")]).toEqual([
    200,
    "text/plain; version=0.0.4; charset=utf-8",
  ]);
  expect(await answer.text()).toMatch(
    /^muster_scim_requests_total\{operation="delete User",outcome="failure"\} [1-9]\d*$/m,
  );
  expect((await ask("Bearer somebody-else's-guess")).status).toBe(401);
  expect((await ask(`Bearer ${scim.token}`)).status).toBe(401);
});
