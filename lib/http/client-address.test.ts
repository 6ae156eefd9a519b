import { describe, expect, test } from "vitest";
import { clientAddress } from "./client-address";

describe("the address of a client", () => {
  test.each([
    ["a direct connection's own", "20.190.132.41", undefined, "20.190.132.41"],
    ["not what a stranger claims", "20.190.132.41", "1.2.3.4", "20.190.132.41"],
    ["what our own proxy says", "10.0.0.2", "20.190.132.41", "20.190.132.41"],
    [
      "the last hop that is not ours, whatever was claimed before it",
      "127.0.0.1",
      "6.6.6.6, 20.190.132.41, 10.0.0.7",
      "20.190.132.41",
    ],
    ["without the IPv4-mapped prefix", "::ffff:20.190.132.41", undefined, "20.190.132.41"],
    ["the inner one where all are ours", "127.0.0.1", "192.168.1.9", "192.168.1.9"],
    ["nothing that is no address", "127.0.0.1", "<script>", "127.0.0.1"],
  ])("is %s", (_, peer, forwardedFor, expected) => {
    expect(clientAddress(peer, forwardedFor)).toBe(expected);
  });
});
