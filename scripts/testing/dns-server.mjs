// A DNS server that says what a test wants, over UDP like a real one.

import { createSocket } from "node:dgram";
import dnsPacket from "dns-packet";

const nameDoesNotExist = 3;
const rcodes = { servfail: 2, refused: 5 };

/**
 * Starts it on a free port of this machine.
 *
 * @param {(name: string) => Promise<readonly string[] | "servfail" | "refused" | "silence" | undefined>} answerOf
 *   the TXT records of a name in lower case; undefined: there is no such name
 */
export async function startDnsServer(answerOf) {
  const socket = createSocket("udp4");
  const asked = [];
  socket.on("message", async (message, { port, address }) => {
    const { id, questions = [] } = dnsPacket.decode(message);
    const [question] = questions;
    if (!question) return;
    asked.push(question.name.toLowerCase());
    const answer = await answerOf(question.name.toLowerCase());
    if (answer === "silence") return;
    const rcode = answer === undefined ? nameDoesNotExist : typeof answer === "string" ? rcodes[answer] : 0;
    const records = Array.isArray(answer) && question.type === "TXT" ? answer : [];
    const reply = dnsPacket.encode({
      type: "response",
      id,
      flags: dnsPacket.AUTHORITATIVE_ANSWER | dnsPacket.RECURSION_DESIRED | dnsPacket.RECURSION_AVAILABLE | rcode,
      questions,
      answers: records.map((record) => ({
        name: question.name,
        type: "TXT",
        ttl: 0,
        // A character-string of DNS has at most 255 bytes; longer records are several.
        data: record.match(/.{1,255}/gs) ?? [""],
      })),
    });
    socket.send(reply, port, address);
  });
  await new Promise((resolve, reject) => {
    socket.once("error", reject);
    socket.bind(0, "127.0.0.1", resolve);
  });
  return {
    /** For MUSTER_DNS_SERVERS. */
    address: `127.0.0.1:${socket.address().port}`,
    /** Every name that was asked for, in order. */
    asked: () => [...asked],
    stop: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}
