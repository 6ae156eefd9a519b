/**
 * The production server: SCIM in a lane of its own on node:http, everything else by Next in a process behind it. The
 * start script bundles this file into dist/server.mjs and calls it in its own process, once DATABASE_URL and
 * NEXTAUTH_SECRET are set and, with the embedded PostgreSQL, the database runs.
 */
import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { startAlerts } from "@/lib/alerts/schedule";
import { isTokenPath } from "@/lib/applications/token-endpoint";
import { firstAdmin } from "@/lib/cli/first-admin";
import { ensurePartitions } from "@/lib/db/partitions";
import { startDeprovisioningSweeps } from "@/lib/console/deprovisioning-schedule";
import { startLogUpkeep } from "@/lib/console/log-schedule";
import { startRotationEnds } from "@/lib/console/rotation-schedule";
import { ownOrigin, startTrialRuns } from "@/lib/console/trial-schedule";
import { startSurveys } from "@/lib/insight/survey-schedule";
import { startDomainChecks } from "@/lib/domains/schedule";
import { endConnections } from "@/lib/db/pipelines";
import { env } from "@/lib/env";
import { requestedPathHeader } from "@/lib/auth/requested-path";
import { clientAddress } from "@/lib/http/client-address";
import { isMetricsPath } from "@/lib/http/handle-metrics";
import { handleMetricsNode, handleScimNode, handleTokenNode, shutdownScim, startScim } from "@/lib/http/node-door";
import { isScimPath } from "@/lib/http/scim-path";
import { log } from "@/lib/log";
import { loggablePath } from "@/lib/loggable-path";
import { contentSecurityPolicy } from "@/lib/security-headers";
import { startPages } from "./server/pages-process";

export { firstAdmin };

/** How long a request that began before the shutdown may take. */
const patience = 10_000;

const day = 24 * 60 * 60 * 1000;

export interface ServeOptions {
  /** Where the application's sources and build are. */
  readonly dir: string;
  readonly dev: boolean;
  readonly port: number;
  /** undefined: every address of the machine. */
  readonly host: string | undefined;
}

export interface RunningServer {
  /** Where Next listens behind the lane; undefined in development, where it is in this process. */
  readonly pagesAddress: string | undefined;
  /** Stops accepting, lets requests in flight finish, flushes the provisioning log, closes the pool. */
  close(): Promise<void>;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Who answers what is not SCIM. */
interface Pages {
  readonly address?: string;
  readonly handle: Handler;
  close(): Promise<void>;
}

/** In development Next shares the process, because hot reload wants the server's own sockets. */
async function startDevelopmentPages(server: Server, { dir, port, host }: ServeOptions): Promise<Pages> {
  const { default: next } = await import("next");
  const app = next({ dev: true, dir, port, hostname: host, httpServer: server });
  await app.prepare();
  return { handle: app.getRequestHandler(), close: () => app.close() };
}

/** Hands a page to Next, with a content security policy whose nonce Next reads from the request. */
function pageHandler(handle: Handler, dev: boolean): Handler {
  return async (request, response) => {
    const policy = contentSecurityPolicy(randomBytes(16).toString("base64"), dev);
    request.headers["content-security-policy"] = policy;
    // What Next and next-auth read is settled here; a client's own claim must not get past a throttle.
    const forwardedFor = request.headers["x-forwarded-for"];
    const claimed = Array.isArray(forwardedFor) ? forwardedFor.join(",") : forwardedFor;
    request.headers["x-forwarded-for"] = clientAddress(request.socket.remoteAddress, claimed);
    response.setHeader("Content-Security-Policy", policy);
    // A page cannot ask for its own address; the sign-in page needs it to lead back.
    request.headers[requestedPathHeader] = request.url;
    if (env.publicUrl?.startsWith("https:")) response.setHeader("Strict-Transport-Security", "max-age=31536000");
    await handle(request, response);
  };
}

/** A request line may name its target with scheme and host (RFC 9112 §3.2.2), as clients of proxies write it. */
const originForm = (url = "/"): string => url.replace(/^https?:\/\/[^/?]*/i, "") || "/";

/** Besides SCIM: what the process answers that also serves it. */
function laneOf(pathname: string): Handler | undefined {
  if (isTokenPath(pathname)) return handleTokenNode;
  return isMetricsPath(pathname) ? handleMetricsNode : undefined;
}

function listen(server: Server, { port, host }: ServeOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, ...(host === undefined ? {} : { host }) }, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

/** Answers that end only when the client has enough: the console's live tails. */
const streams = new Set<ServerResponse>();

function noteStream(request: IncomingMessage, response: ServerResponse): void {
  if (request.headers.accept !== "text/event-stream") return;
  streams.add(response);
  response.once("close", () => streams.delete(response));
}

/** Waits for requests in flight, closing each connection as it falls idle, and cuts off what is left after `patience`. */
async function drain(server: Server): Promise<void> {
  let open = true;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  void closed.then(() => (open = false));
  for (const stream of streams) stream.destroy();
  const deadline = Date.now() + patience;
  while (open && Date.now() < deadline) {
    server.closeIdleConnections();
    await Promise.race([closed, delay(50)]);
  }
  server.closeAllConnections();
  await closed;
}

/**
 * Serves until `close` is called.
 *
 * @throws the listen error (EADDRINUSE, EACCES, …) when the port cannot be had
 */
export async function serve(options: ServeOptions): Promise<RunningServer> {
  // A filter may have 8,192 characters, and be three times as long in a URL.
  const server = createServer({ maxHeaderSize: 65_536 });
  // Longer than any load balancer keeps an idle connection, so that it is never we who close one it is about to use.
  server.keepAliveTimeout = 75_000;
  server.headersTimeout = 80_000;

  const pages: Pages = options.dev ? await startDevelopmentPages(server, options) : await startPages(options.dir);
  const page = pageHandler((request, response) => pages.handle(request, response), options.dev);
  await startScim();

  server.on("request", (request, response) => {
    request.url = originForm(request.url);
    const [asked = "/"] = request.url.split("?", 1);
    // Next would answer a doubled slash (a Tenant URL pasted with one at its end) with a redirect that Entra does not follow.
    const collapsed = asked.replace(/\/{2,}/g, "/");
    const isScim = isScimPath(collapsed);
    const pathname = isScim ? collapsed : asked;
    request.url = `${pathname}${request.url.slice(asked.length)}`;
    const lane = isScim ? handleScimNode : laneOf(pathname);
    noteStream(request, response);
    const handler = (env.scimDoor === "lane" ? lane : undefined) ?? page;
    handler(request, response).catch((error: unknown) => {
      log.error({ err: error, method: request.method, pathname: loggablePath(pathname) }, "a request failed");
      if (!response.headersSent) response.statusCode = 500;
      response.end();
    });
  });
  await listen(server, options);

  const daily = setInterval(() => {
    if (env.databaseUrl === undefined) return;
    ensurePartitions(env.databaseUrl, new Date()).catch((error: unknown) => {
      log.error({ err: error }, "the provisioning log's coming partitions could not be made");
    });
  }, day);

  const domainChecks = startDomainChecks();
  const rotationEnds = startRotationEnds();
  const alerts = startAlerts();
  const deprovisioningSweeps = startDeprovisioningSweeps();
  const trialRuns = startTrialRuns(ownOrigin(options));
  const surveys = startSurveys();
  const logUpkeep = startLogUpkeep();

  return {
    pagesAddress: pages.address,
    close: async () => {
      clearInterval(daily);
      const schedules = [domainChecks, rotationEnds, alerts, deprovisioningSweeps, trialRuns, surveys, logUpkeep];
      await Promise.all(schedules.map((schedule) => schedule.stop()));
      await drain(server);
      await shutdownScim();
      await pages.close();
      await endConnections();
    },
  };
}
