// A load client that costs little itself: keep-alive sockets, prepared bytes, no HTTP library. It shares the machine with
// the server and the database, so every cycle it takes is one that they lack.

import { connect } from "node:net";

/**
 * Sends requests one after another on each of `concurrency` connections for `seconds`.
 *
 * @param {{ to: import("node:net").NetConnectOpts, concurrency: number, seconds: number, next: () => Buffer, expect: readonly number[] }} options
 *   next: the bytes of the next request
 *   expect: statuses that count as right; any other ends the measurement with its answer
 * @returns {Promise<{ perSecond: number, p50: number, p99: number, longest: number, count: number }>} latencies in milliseconds
 */
export async function measure({ to, concurrency, seconds, next, expect }) {
  const latencies = [];
  const end = performance.now() + seconds * 1000;
  const started = performance.now();
  await Promise.all(Array.from({ length: concurrency }, () => converse({ to, end, next, expect, latencies })));
  const elapsed = (performance.now() - started) / 1000;
  latencies.sort((left, right) => left - right);
  const at = (share) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? NaN;
  return {
    perSecond: latencies.length / elapsed,
    p50: at(0.5),
    p99: at(0.99),
    longest: latencies.at(-1) ?? NaN,
    count: latencies.length,
  };
}

function converse({ to, end, next, expect, latencies }) {
  return new Promise((resolve, reject) => {
    const socket = connect({ ...to, noDelay: true });
    let sent = 0;
    let received = Buffer.alloc(0);
    const send = () => {
      if (performance.now() >= end) return socket.end(resolve);
      sent = performance.now();
      socket.write(next());
    };
    socket.on("connect", send);
    socket.on("error", reject);
    socket.on("close", () => reject(new Error("the server closed the connection")));
    socket.on("data", (chunk) => {
      received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
      const length = lengthOfAnswer(received);
      if (length === undefined || received.length < length) return;
      latencies.push(performance.now() - sent);
      const status = Number(received.toString("latin1", 9, 12));
      if (!expect.includes(status)) {
        reject(new Error(`expected ${expect.join(" or ")}:\n${received.toString("utf8", 0, 2000)}`));
        return socket.destroy();
      }
      received = received.subarray(length);
      send();
    });
  });
}

const headEnd = Buffer.from("\r\n\r\n");
const lastChunk = Buffer.from("\r\n0\r\n\r\n");

/** Bytes of the answer at the start of `bytes`; undefined while they cannot be told. */
function lengthOfAnswer(bytes) {
  const end = bytes.indexOf(headEnd);
  if (end < 0) return undefined;
  const head = bytes.toString("latin1", 0, end);
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length !== undefined) return end + 4 + Number(length);
  if (/\r\ntransfer-encoding: *chunked/i.test(head)) {
    const last = bytes.indexOf(lastChunk, end);
    return last < 0 ? undefined : last + lastChunk.length;
  }
  return end + 4;
}

/** The bytes of a request. @param {{ method?: string, path: string, token?: string, body?: object }} request */
export function toBytes({ method = "GET", path, token, body }) {
  const text = body === undefined ? "" : JSON.stringify(body);
  const lines = [
    `${method} ${path} HTTP/1.1`,
    "Host: localhost",
    ...(token ? [`Authorization: Bearer ${token}`] : []),
    ...(text ? ["Content-Type: application/scim+json", `Content-Length: ${Buffer.byteLength(text)}`] : []),
  ];
  return Buffer.from(`${lines.join("\r\n")}\r\n\r\n${text}`);
}
