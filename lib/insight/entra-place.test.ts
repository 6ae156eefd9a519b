import { expect, test } from "vitest";
import messages from "@/messages/en.json";
import { codes } from "./codes";
import { entraPlaceOf, entraPlaces } from "./entra-place";

test("every failure is sent to a place in Entra that has a way there", () => {
  const ways = new Map(Object.entries(messages.entraPlace));
  for (const code of Object.values(codes)) expect(ways.get(entraPlaceOf(code, "User")), code).toContain("→");
  expect([...ways.keys()].sort()).toEqual([...entraPlaces].sort());
});

test("what is wrong with a group is repaired in the mapping of groups", () => {
  expect(entraPlaceOf(codes.notUnique, "Group")).toBe("groupMapping");
  expect(entraPlaceOf(codes.notUnique, "User")).toBe("userMapping");
  expect(entraPlaceOf("MUSTER-Z99", null)).toBe("overview");
});
