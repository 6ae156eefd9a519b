import { describe, expect, test } from "vitest";
import { actions } from "@/lib/insight/provisioning-event";
import { readLogQuery, toSearch } from "./query-faults";

const id = "01936d1c-7b2a-7000-8000-0123456789ab";
const read = (search: string) => readLogQuery(new URLSearchParams(search));
const faultsOf = (search: string) => read(search).faults.map(({ name, value, reason }) => [name, value, reason.kind]);

test.each([
  ["status=sucess", [["status", "sucess", "values"]]],
  [
    "status=failure,sucess,FAILURE",
    [
      ["status", "sucess", "values"],
      ["status", "FAILURE", "values"],
    ],
  ],
  ["action=created", [["action", "created", "values"]]],
  ["type=user", [["type", "user", "values"]]],
  ["range=8d", [["range", "8d", "values"]]],
  ["reads=yes", [["reads", "yes", "values"]]],
  ["bursts=0", [["bursts", "0", "values"]]],
  ["from=yesterdayish", [["from", "yesterdayish", "time"]]],
  ["from=monday+5", [["from", "monday 5", "time"]]],
  ["to=2026-13-01", [["to", "2026-13-01", "time"]]],
  ["about=ana", [["about", "ana", "id"]]],
  [`credential=${id.slice(1)}`, [["credential", id.slice(1), "id"]]],
  ["cycle=last", [["cycle", "last", "id"]]],
  ["after=3", [["after", "3", "cursor"]]],
  ["before=%00", [["before", "\0", "cursor"]]],
  [`q=${"x".repeat(201)}`, [["q", "x".repeat(201), "length"]]],
  ["status=failure&status=success", [["status", "success", "repeated"]]],
  ["stauts=failure", [["stauts", "failure", "unknown"]]],
  [
    "__proto__=1&constructor=2",
    [
      ["__proto__", "1", "unknown"],
      ["constructor", "2", "unknown"],
    ],
  ],
])("%s is told, part by part", (search, faults) => {
  expect(faultsOf(search)).toEqual(faults);
});

test.each([
  "",
  "status=failure,warning&action=create&type=User&range=all&reads=true&bursts=false",
  "from=2026-11-21&to=2026-11-21T08:30:00.000Z",
  `about=${id}&credential=${id.toUpperCase()}&cycle=${id}&event=anything&open=anything`,
  "q=+Ana+&code=MUSTER-U01",
  // A form sends its empty fields.
  "q=&status=&from=&about=&range=&reads=&after=",
])("%s is a filter, and nothing of it is told", (search) => {
  expect(faultsOf(search)).toEqual([]);
});

test("a list that is partly wrong is read as what is right in it", () => {
  const { query, faults } = read("status=failure,sucess&action=create");
  expect(query).toMatchObject({ status: ["failure"], action: ["create"] });
  expect(faults).toMatchObject([{ without: "action=create&status=failure" }]);
});

test("each part can be taken away by itself, and the others stay", () => {
  const { faults } = read("from=soon&status=sucess&q=ana&statuss=failure");
  expect(faults.map(({ without }) => without)).toEqual([
    "status=sucess&q=ana&statuss=failure",
    "from=soon&q=ana&statuss=failure",
    "from=soon&status=sucess&q=ana",
  ]);
  expect(read("status=sucess&status=failure").faults.map(({ without }) => without)).toEqual([
    "status=failure",
    "status=sucess",
  ]);
});

test("what is possible in place of a wrong word is named", () => {
  expect(read("action=created").faults).toMatchObject([{ reason: { values: actions } }]);
  expect(read("acton=create").faults).toMatchObject([
    {
      reason: {
        values: [
          "q",
          "status",
          "action",
          "type",
          "about",
          "credential",
          "code",
          "cycle",
          "from",
          "to",
          "range",
          "reads",
        ],
      },
    },
  ]);
});

describe("a link within the list", () => {
  test("keeps what could not be read, so that it is still told behind it", () => {
    const { hrefWith } = read("status=failure,sucess&q=ana&x=1");
    expect(hrefWith("/logs", { event: id })).toBe(`/logs?status=failure,sucess&x=1&q=ana&event=${id}`);
  });

  test("replaces it where that very filter is chosen anew", () => {
    expect(read("range=8d&q=ana").hrefWith("/logs", { range: "all" })).toBe("/logs?range=all&q=ana");
  });
});

test("names with another purpose are none of the filter", () => {
  expect(readLogQuery(new URLSearchParams(`known=${id}`), ["known"]).faults).toEqual([]);
});

test("what Next hands a page reads as the request did", () => {
  expect(toSearch({ status: ["a", "b"], q: "ana", none: undefined }).toString()).toBe("status=a&status=b&q=ana");
});
