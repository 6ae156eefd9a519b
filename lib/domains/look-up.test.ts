import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startDnsServer } from "@/scripts/testing/dns-server.mjs";
import type { DnsAnswer, DnsServer } from "@/scripts/testing/dns-server.mjs";
import { lookUpWith } from "./look-up";

const zone = new Map<string, DnsAnswer>();
let server: DnsServer;

beforeAll(async () => {
  server = await startDnsServer(async (name) => zone.get(name));
});
afterAll(() => server.stop());
beforeEach(() => zone.clear());

const record = { name: "_muster.contoso.example", value: "muster-verify=7f3kq92xh4" };
const look = (timeout?: number) => lookUpWith({ servers: [server.address], timeout })(record, "contoso.example");

describe("a look at DNS", () => {
  test.each<[string, string[]]>([
    ["alone", [record.value]],
    ["among others", ["v=spf1 -all", record.value, "x"]],
    ["with the quotation marks of a zone file", [`"${record.value}"`]],
    ["with blanks around it", [`  ${record.value} `]],
  ])("finds the record %s", async (_, records) => {
    zone.set(record.name, records);
    expect(await look()).toEqual({ kind: "found" });
  });

  test("finds a record that is cut into character-strings of 255 bytes", async () => {
    const long = { ...record, value: `muster-verify=${"x".repeat(400)}` };
    zone.set(record.name, [long.value]);
    expect(await lookUpWith({ servers: [server.address] })(long, "contoso.example")).toEqual({ kind: "found" });
  });

  test.each<[string, string]>([
    ["another value", "muster-verify=another"],
    ["the value in other letters", record.value.toUpperCase()],
    ["more than the value", `${record.value}x`],
    ["the value in a sentence", `please take ${record.value}`],
  ])("does not take %s for it, and says what is there", async (_, text) => {
    zone.set(record.name, [text]);
    expect(await look()).toEqual({ kind: "others", records: [text] });
  });

  test("says that nothing is there, whether the name exists or not", async () => {
    expect(await look()).toEqual({ kind: "nothing" });
    zone.set(record.name, []);
    expect(await look()).toEqual({ kind: "nothing" });
  });

  test.each(["_muster.contoso.example.contoso.example", "contoso.example"])(
    "sees the record where it should not be, at %s",
    async (at) => {
      zone.set(at, ["v=spf1 -all", record.value]);
      expect(await look()).toEqual({ kind: "misplaced", at });
    },
  );

  test("tells nothing of the records at the domain itself, which are not ours to show", async () => {
    zone.set("contoso.example", ["a secret of somebody"]);
    expect(await look()).toEqual({ kind: "nothing" });
  });

  test("keeps ten records, and of each three hundred characters", async () => {
    zone.set(
      record.name,
      Array.from({ length: 12 }, (_, index) => `${index}`.padEnd(30, "x")),
    );
    expect((await look()).kind === "others" && (await look())).toMatchObject({ records: { length: 10 } });
    zone.set(record.name, ["y".repeat(400)]);
    expect(await look()).toEqual({ kind: "others", records: [`${"y".repeat(300)}…`] });
  });

  test.each<[DnsAnswer, string]>([
    ["servfail", "serverFailed"],
    ["refused", "refused"],
    ["silence", "timeout"],
  ])("that is answered with %s is unclear: %s", async (answer, error) => {
    zone.set(record.name, answer);
    expect(await look(answer === "silence" ? 100 : undefined)).toEqual({ kind: "unclear", error });
  });

  test("that reaches no server is unclear", async () => {
    const gone = await startDnsServer(async () => undefined);
    await gone.stop();
    const sighting = await lookUpWith({ servers: [gone.address] })(record, "contoso.example");
    expect(sighting).toEqual({ kind: "unclear", error: "unreachable" });
  });

  test("asks once when the record is there", async () => {
    zone.set(record.name, [record.value]);
    const before = server.asked().length;
    await look();
    expect(server.asked().slice(before)).toEqual([record.name]);
  });
});
