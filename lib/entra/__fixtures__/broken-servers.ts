import { readFileSync } from "node:fs";
import { createServer, request as requestHttp } from "node:http";
import type { IncomingHttpHeaders, IncomingMessage, RequestListener, Server, ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { createServer as createTcpServer } from "node:net";
import type { Server as TcpServer, Socket } from "node:net";
import { afterAll } from "vitest";

const open: (Server | TcpServer)[] = [];
const sockets = new Set<Socket>();

/** Stops every server that a test file began. */
export function stopServersAfterAll(): void {
  afterAll(async () => {
    for (const socket of sockets) socket.destroy();
    await Promise.all(open.map((server) => new Promise((resolve) => server.close(resolve))));
  });
}

async function listen(server: Server | TcpServer): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  open.push(server);
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** @returns its address, without trailing slash */
export const serve = async (listener: RequestListener): Promise<string> =>
  `http://localhost:${await listen(createServer(listener))}`;

const pem = (name: string): string => readFileSync(new URL(`tls/${name}.pem`, import.meta.url), "utf8");

/** The issuer of the certificates, to trust beside the others. */
export const testIssuer = (): string => pem("issuer");

/** A server behind one of the certificates of `tls/`. */
export const serveEncrypted = async (
  certificate: "good" | "expired" | "other" | "self",
  listener: RequestListener = (_, response) => void response.end(),
): Promise<string> => {
  const both = pem(certificate);
  return `https://localhost:${await listen(createSecureServer({ key: both, cert: both }, listener))}`;
};

/** An address at which nothing listens. */
export async function closedPort(): Promise<string> {
  const server = createServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return `http://localhost:${port}`;
}

/** A server that takes connections and says nothing. */
export const silentServer = async (): Promise<string> => `http://localhost:${await listen(createTcpServer(() => {}))}`;

/** A server that greets like a mail server, which is no HTTP. */
export const mailServer = async (): Promise<string> =>
  `http://localhost:${await listen(createTcpServer((socket) => void socket.end("220 mail.example ESMTP\r\n")))}`;

/** What a proxy does to requests on their way; each of it is optional. */
export interface Proxying {
  /** Answers itself where it says so. */
  readonly answer?: (request: IncomingMessage, response: ServerResponse) => boolean;
  readonly rewrite?: (path: string) => string;
  readonly headers?: (headers: IncomingHttpHeaders) => IncomingHttpHeaders;
  readonly method?: (method: string) => string;
}

/** A proxy before another server. */
export const serveProxy = (target: () => string, proxying: Proxying): Promise<string> =>
  serve((request, response) => {
    if (proxying.answer?.(request, response) === true) return;
    const path = request.url ?? "/";
    const method = request.method ?? "GET";
    const forwarded = requestHttp(
      `${target()}${proxying.rewrite?.(path) ?? path}`,
      {
        method: proxying.method?.(method) ?? method,
        headers: proxying.headers?.({ ...request.headers }) ?? request.headers,
        agent: false,
      },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    forwarded.on("error", () => response.writeHead(502).end("Bad Gateway"));
    request.pipe(forwarded);
  });
