import { expect, test } from "vitest";
import { addressOf, throttleAddress } from "./address";

test.each([
  ["192.0.2.1", "192.0.2.1"],
  ["203.0.113.9, 192.0.2.1", "192.0.2.1"],
  ["::ffff:192.0.2.1", "192.0.2.1"],
  ["", undefined],
  [undefined, undefined],
])("X-Forwarded-For %j is from %j: only the nearest proxy is believed", (header, address) => {
  expect(addressOf({ "x-forwarded-for": header })).toBe(address);
});

test.each([
  ["192.0.2.1", "192.0.2.1"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
  ["2001:DB8:1:2::9", "2001:db8:1:2"],
  ["2001:db8::1", "2001:db8:0:0"],
  ["::1", "0:0:0:0"],
])("guesses from %s are counted as from %s", (address, counted) => {
  expect(throttleAddress(address)).toBe(counted);
});
