// What requests about many members at once do to everybody else: while one connection sends them one after another, a
// second one reads people, and its longest wait is what the large ones cost the others.

import { request as httpRequest } from "node:http";
import { Worker } from "node:worker_threads";

const base = "/scim/v2";
const patchOp = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

/** Sends one request and reads its answer. @returns {Promise<Buffer>} */
function send({ port, token }, { method = "GET", path, text }) {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ port, host: "127.0.0.1", method, path: `${base}${path}` }, (response) => {
      const chunks = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const body = Buffer.concat(chunks);
        if (response.statusCode < 300) resolve(body);
        else reject(new Error(`${method} ${path}: ${response.statusCode} ${body.toString("utf8", 0, 500)}`));
      });
    });
    request.setHeader("Authorization", `Bearer ${token}`);
    if (text !== undefined) request.setHeader("Content-Type", "application/scim+json");
    request.on("error", reject);
    request.end(text);
  });
}

/** The reader of people, in a thread of its own: what it waits for must not be us. @returns {Promise<{ longest: number }>} */
function read({ port, token, users }, seconds) {
  const worker = new Worker(new URL("read-people.mjs", import.meta.url), {
    workerData: { port, token, users: users.slice(0, 500), seconds },
  });
  return new Promise((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
  });
}

/**
 * @param {{ port: number, token: string, users: readonly string[], largeGroup: string, smallGroup: string, seconds: number, memoryNow: () => Promise<number> }} options
 *   users: people to read; memoryNow: of the server, in MB
 * @returns {Promise<{ operation: string, count: number, ms: number, longestStall: number, memoryMb: number }[]>}
 *   ms: of one request on average; longestStall: of the reader beside it, in ms; the first row is the reader alone
 */
export async function measureBigGroup({ seconds, memoryNow, ...server }) {
  const { members } = JSON.parse(await send(server, { path: `/Groups/${server.largeGroup}?attributes=members.value` }));
  const large = `/Groups/${server.largeGroup}`;
  const small = `/Groups/${server.smallGroup}`;
  const some = members.slice(0, 10_000).map(({ value }) => ({ value }));
  // As many as fit into one body.
  const many = members.slice(0, 80_000).map(({ value }) => ({ value }));
  const patch = (...Operations) => ({
    method: "PATCH",
    path: small,
    text: JSON.stringify({ schemas: [patchOp], Operations }),
  });
  const removeAll = patch({ op: "remove", path: "members" });
  const name = (list) => list.length.toLocaleString("en");
  const operations = [
    ["nothing beside", []],
    [`GET a group of ${name(members)}`, [{ path: large }]],
    ["list groups with members", [{ path: "/Groups" }]],
    [`PATCH add ${name(some)}, remove all`, [patch({ op: "add", path: "members", value: some }), removeAll]],
    [
      `PATCH ${name(some)} operations`,
      [patch(...some.map(({ value }) => ({ op: "add", path: "members", value: [{ value }] }))), removeAll],
    ],
    [`PATCH replace by ${name(many)}`, [patch({ op: "replace", path: "members", value: many })]],
    [
      `PUT with ${name(many)}`,
      [{ method: "PUT", path: small, text: JSON.stringify({ displayName: "Group of ten", members: many }) }],
    ],
  ];
  const rows = [];
  for (const [operation, requests] of operations) rows.push({ operation, ...(await beside(requests)) });
  return rows;

  async function beside(requests) {
    for (const each of requests) await send(server, each);
    let [count, memoryMb, goesOn] = [0, 0, true];
    const began = performance.now();
    const reader = read(server, seconds).finally(() => (goesOn = false));
    const look = setInterval(async () => (memoryMb = Math.max(memoryMb, await memoryNow())), 50);
    while (goesOn && requests.length > 0) {
      for (const each of requests) await send(server, each);
      count += requests.length;
    }
    const ms = (performance.now() - began) / count;
    const { longest } = await reader;
    clearInterval(look);
    return { count, ms, longestStall: longest, memoryMb };
  }
}
