import { createServer, type RequestListener } from "node:http";
import { afterEach, expect, test } from "vitest";
import type { Case } from "./case";
import { get, person, post, written } from "./cases/writing";
import { escaped, htmlReport } from "./html-report";
import { runConformance } from "./run";
import { NotReachable } from "./server";
import { caseLines } from "./text-report";

const closing: (() => void)[] = [];
afterEach(() => closing.splice(0).forEach((close) => close()));

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}/scim`;
}

const attack = `</pre><script>alert(1)</script><img src=x onerror="alert('2')">\u001b]0;owned\u0007`;
const token = "s3cret-token-of-the-test";
const groups = (...cases: Case[]) => [{ id: "own", title: "Own", cases }];
const list = JSON.stringify({ schemas: [], totalResults: 0, Resources: [] });

test("a server's answer adds nothing to the page but text, and nothing to the terminal but lines", async () => {
  const tenantUrl = await serve((request, response) => {
    response.setHeader("Content-Type", "application/scim+json");
    response.setHeader("X-Attack", "<script>alert(3)</script>");
    if (request.method === "GET") return void response.end(list);
    response.statusCode = 400;
    response.end(JSON.stringify({ detail: attack, id: attack }));
  });
  const refused = written("own-1", {
    title: "<b>title</b>",
    source: "source <script>",
    request: post("/Users", person("ana")),
    status: [201],
    expect: { "says <i>": [{ path: "detail", equals: "x" }] },
  });
  const report = await runConformance({ tenantUrl, token, groups: groups(refused), rate: 0 });
  expect(report.failed).toBe(1);
  const html = htmlReport(report);
  expect(html).not.toMatch(/<(script|img|i|b>title)/);
  expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
  expect(html).toContain("default-src &#39;none&#39;".replaceAll("&#39;", "'"));

  expect(caseLines(report.cases[0] ?? raise()).join("\n")).not.toMatch(/[\u0007\u001b]/);
});

test.each(["&", "<", ">", '"', "'"])("%s is escaped", (character) => {
  expect(escaped(`a${character}b`)).toMatch(/^a&[#\w]+;b$/);
});

test("the token is in no report, not even where the server says it back", async () => {
  const tenantUrl = await serve((request, response) => {
    response.setHeader("X-Echo", request.headers.authorization ?? "");
    response.setHeader("Content-Type", "application/json");
    response.end(JSON.stringify({ totalResults: 0, Resources: [], echo: request.headers.authorization }));
  });
  const failing = written("own-1", { title: "t", source: "s", request: get("/Users?x={{token}}"), status: [204] });
  const report = await runConformance({ tenantUrl, token, groups: groups(failing), rate: 0 });
  expect(report.failed).toBe(1);
  expect(report.cases[0]?.exchanges).toHaveLength(1);
  expect(JSON.stringify(report)).not.toContain(token);
  expect(htmlReport(report)).not.toContain(token);
});

test("a URL or token that does not work at all is told at once, with what to do", async () => {
  const failing = written("own-1", { title: "t", source: "s", request: get("/Users"), status: [200] });
  const run = (tenantUrl: string) => runConformance({ tenantUrl, token, groups: groups(failing), rate: 0 });
  const answering = (status: number, body: string, type = "application/scim+json") =>
    serve((_, response) => void response.writeHead(status, { "Content-Type": type, Location: "/login" }).end(body));
  await expect(run(await answering(401, "{}"))).rejects.toThrow(/the token is not accepted/);
  await expect(run(await answering(404, "{}"))).rejects.toThrow(/no SCIM service at/);
  await expect(run(await answering(302, ""))).rejects.toThrow(/leads to \/login/);
  await expect(run(await answering(200, "<html>", "text/html"))).rejects.toThrow(/this is no SCIM service/);
  await expect(run("http://127.0.0.1:1/scim")).rejects.toThrow(NotReachable);
});

test("a request that is never answered fails its case in time, and three cases in a row end the run", async () => {
  let asked = 0;
  const tenantUrl = await serve((request, response) => {
    if (request.url?.includes("slow") !== true) return void response.end(list);
    asked += 1;
  });
  const slow = [1, 2, 3, 4, 5].map((n) =>
    written(`own-${n}`, { title: "t", source: "s", request: get("/Users/slow"), status: [200] }),
  );
  const report = await runConformance({ tenantUrl, token, groups: groups(...slow), rate: 0, timeoutMs: 1_000 });
  expect(report.cases.map(({ complaints }) => complaints[0])).toEqual(
    Array(3).fill(expect.stringMatching(/no answer within 1 s/)),
  );
  expect(report.ended).toContain("3 cases in a row");
  expect(asked).toBe(3);
}, 30_000);

test("what was made is removed when a case fails, when the run is stopped, and when an answer never came", async () => {
  const people = new Map<string, string>();
  const stop = new AbortController();
  const tenantUrl = await serve((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      if (request.method === "DELETE") {
        people.delete(request.url?.split("/").at(-1) ?? "");
        return void response.writeHead(204).end();
      }
      if (request.method === "GET") {
        // It does not filter: whoever cleans up must look at what is listed.
        const Resources = [...people].map(([id, userName]) => ({ id, userName }));
        return void response.end(JSON.stringify({ totalResults: Resources.length, Resources }));
      }
      const userName = /"userName":"([^"]+)"/.exec(Buffer.concat(chunks).toString())?.[1] ?? "";
      const id = String(people.size + 1);
      people.set(id, userName);
      if (userName.startsWith("silent")) return;
      response.writeHead(201).end(JSON.stringify({ id, userName }));
      if (userName.startsWith("last")) stop.abort();
    });
  });
  people.set("somebody", "else@contoso.com");
  const create = (id: string, name: string) =>
    written(id, { title: "t", source: "s", request: post("/Users", person(name)), status: [204] });
  const cases = [
    create("own-1", "first"),
    create("own-2", "silent"),
    create("own-3", "last"),
    create("own-4", "never"),
  ];
  const { signal } = stop;
  const report = await runConformance({
    tenantUrl,
    token,
    groups: groups(...cases),
    rate: 0,
    timeoutMs: 1_000,
    signal,
  });
  expect(report.ended).toBe("The run was stopped.");
  expect(report.leftovers).toEqual([]);
  expect([...people.values()]).toEqual(["else@contoso.com"]);
}, 30_000);

function raise(): never {
  throw new Error("There is no such case.");
}
