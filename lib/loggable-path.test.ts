import { expect, test } from "vitest";
import { loggablePath } from "./loggable-path";

test.each([
  ["/guide/mul_secret", "/guide/…"],
  ["//guide/mul_secret/more", "/guide/…"],
  ["/setup/secret", "/setup/…"],
  ["/o/contoso/d/8x8/setup", "/o/contoso/d/8x8/setup"],
])("%s is logged as %s", (path, logged) => {
  expect(loggablePath(path)).toBe(logged);
});
