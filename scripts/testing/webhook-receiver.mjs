// An HTTP server that keeps the webhooks a test is sent, as a customer's receiver would.

import { createServer } from "node:http";

/**
 * Starts it on this machine.
 *
 * @param {object} [options]
 * @param {(request: import("./webhook-receiver.d.mts").ReceivedWebhook) => import("./webhook-receiver.d.mts").Answer | "never" | undefined} [options.answer]
 *   what it says; undefined: 204; "never": nothing
 * @param {number} [options.port] without it, a free one
 */
export async function startWebhookReceiver({ answer = () => undefined, port = 0 } = {}) {
  const received = [];
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method, url: path, headers } = request;
    const one = { method, path, headers, body: Buffer.concat(chunks).toString("utf8") };
    received.push(one);
    const said = answer(one);
    if (said === "never") return;
    const { status = 204, headers: more = {}, body = "" } = said ?? {};
    response.writeHead(status, more).end(body);
  });
  await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const { port: taken } = server.address();
  return {
    port: taken,
    url: `http://127.0.0.1:${taken}/hook`,
    received,
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
