import { expect, test } from "vitest";
import { isPublicAddress } from "./public-address";

test.each(["1.1.1.1", "20.190.151.9", "100.63.255.255", "172.32.0.1", "2603:1006:2000::a", "2606:4700::1111"])(
  "%s is public",
  (address) => expect(isPublicAddress(address)).toBe(true),
);

test.each([
  ["this machine", "127.0.0.1"],
  ["this machine, at another address", "127.8.8.8"],
  ["this machine, IPv6", "::1"],
  ["any address", "0.0.0.0"],
  ["any address, IPv6", "::"],
  ["a private network", "10.1.2.3"],
  ["a private network", "172.31.255.255"],
  ["a private network", "192.168.0.1"],
  ["a carrier's network", "100.64.0.1"],
  ["a cloud's metadata", "169.254.169.254"],
  ["a cloud's metadata, IPv6", "fd00:ec2::254"],
  ["this link", "fe80::1"],
  ["IPv4 inside IPv6", "::ffff:127.0.0.1"],
  ["IPv4 inside IPv6, translated", "64:ff9b::7f00:1"],
  ["IPv4 inside IPv6, 6to4", "2002:7f00:1::"],
  ["IPv4 inside IPv6, Teredo", "2001:0:7f00:1::"],
  ["documentation", "2001:db8::1"],
  ["multicast", "224.0.0.1"],
  ["broadcast", "255.255.255.255"],
  ["no address", "login.example"],
  ["an address in another notation", "0x7f.1"],
])("%s is not: %s", (_, address) => expect(isPublicAddress(address)).toBe(false));
