import { expect, test } from "vitest";
import { requestedPath } from "./requested-path";

test.each([
  ["/o/contoso/d/8x8/logs?status=failure&_rsc=1abc", "/o/contoso/d/8x8/logs?status=failure"],
  ["/o/contoso", "/o/contoso"],
  ["//evil.example/x", "/x"],
  ["https://evil.example", undefined],
  [null, undefined],
])("after signing in, %s leads back to %s", (header, path) => {
  expect(requestedPath(header)).toBe(path);
});
