/**
 * The process of the pages: Next, and nothing else, behind the lane (server.ts). The lane starts it with an IPC channel,
 * whose end is its own end: it never outlives the lane, however that died.
 */
import { createServer } from "node:http";
import next from "next";
import { log } from "@/lib/log";
import { connectionsMax, isPagesOrder } from "./pages-order";

// Larger than the lane takes, because it adds the address once more as a header.
const server = createServer({ maxHeaderSize: 64 * 1024 });
// The lane keeps connections open; it is never we who close one that it is about to use.
server.keepAliveTimeout = 0;

async function serve(dir: string, address: string): Promise<void> {
  const app = next({ dev: false, dir, httpServer: server });
  await app.prepare();
  const handle = app.getRequestHandler();
  server.on("request", (request, response) => {
    handle(request, response).catch((error: unknown) => {
      log.error({ err: error, method: request.method }, "a page failed");
      if (!response.headersSent) response.statusCode = 500;
      response.end();
    });
  });
  server.listen({ path: address, backlog: connectionsMax }, () => process.send?.("ready"));
}

// Ctrl-C reaches the whole terminal; the lane decides when its pages end.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => undefined);
process.on("disconnect", () => process.exit(0));
process.on("message", (order) => {
  if (!isPagesOrder(order)) return;
  serve(order.dir, order.address).catch((error: unknown) => {
    log.error({ err: error }, "the pages could not be started");
    process.exit(1);
  });
});
