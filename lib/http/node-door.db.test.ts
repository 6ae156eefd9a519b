import { createServer } from "node:http";
import { connect } from "node:net";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { createUnattendedTenant } from "@/prisma/factories";
import { handleScimNode } from "./node-door";

/** What a client reads that goes on writing when the answer is there, on a connection that it does not want kept. */
async function exchange(port: number, head: readonly string[], pieces: readonly Buffer[]): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  const write = (piece: Buffer | string) => new Promise((resolve) => socket.write(piece, resolve));
  let answer = "";
  const began = new Promise((resolve) => socket.once("data", resolve));
  socket.on("data", (data) => (answer += data.toString()));
  const ended = new Promise<void>((resolve, reject) => socket.once("end", resolve).once("error", reject));
  await write([...head, "Connection: close", "", ""].join("\r\n"));
  for (const piece of pieces.slice(0, -2)) await write(piece);
  await began;
  for (const piece of pieces.slice(-2)) await write(piece);
  await ended;
  return answer;
}

test("a body over the limit is refused so that its sender reads why, though the connection is not kept", async () => {
  const { token } = await createUnattendedTenant();
  const server = createServer((request, response) => void handleScimNode(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = isAddress(address) ? address.port : 0;
  try {
    const head = ["POST /scim/v2/Users HTTP/1.1", "Host: x", `Authorization: Bearer ${token.token}`];
    const chunk = Buffer.concat([Buffer.from("100000\r\n"), Buffer.alloc(0x100000, "x"), Buffer.from("\r\n")]);
    const pieces = [...Array.from({ length: 8 }, () => chunk), Buffer.from("0\r\n\r\n")];
    const answer = await exchange(port, [...head, "Transfer-Encoding: chunked"], pieces);
    expect(answer).toMatch(/^HTTP\/1.1 413 /);
    expect(answer).toContain("The body has more than 4194304 bytes");
  } finally {
    server.close();
  }
});

const isAddress = (address: AddressInfo | string | null): address is AddressInfo => typeof address === "object";
