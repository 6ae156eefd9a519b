import { describe, expect, test } from "vitest";
import { milestoneOf } from "./milestone-of";
import type { ProvisioningEvent } from "./provisioning-event";

type Facts = Parameters<typeof milestoneOf>[0];
const event = (facts: Partial<ProvisioningEvent>): Facts => ({ action: "other", status: "success", ...facts });

describe("a request is the milestone of the setup", () => {
  test.each<[string, Partial<ProvisioningEvent>]>([
    ["testConnection", { action: "testConnection", resourceType: "User" }],
    ["testConnection", { action: "testConnection", resourceType: "Group" }],
    ["lookup", { action: "read", resourceType: "User", query: "?filter=userName+eq+%22ana%40contoso.com%22" }],
    ["person", { action: "create", resourceType: "User" }],
    ["person", { action: "create", resourceType: "User", status: "warning" }],
    ["group", { action: "create", resourceType: "Group" }],
    ["leaver", { action: "disable", resourceType: "User" }],
    ["leaver", { action: "delete", resourceType: "User" }],
  ])("%s: %j", (milestone, facts) => {
    expect(milestoneOf(event(facts))).toBe(milestone);
  });

  test.each<Partial<ProvisioningEvent>>([
    { action: "create", resourceType: "User", status: "failure" },
    { action: "disable", resourceType: "User", status: "skipped" },
    { action: "testConnection", status: "failure" },
    { action: "read", resourceType: "User" },
    { action: "read", resourceType: "Group", query: "?filter=displayName+eq+%22Sales%22" },
    { action: "delete", resourceType: "Group" },
    { action: "update", resourceType: "User" },
    { action: "token" },
  ])("none: %j", (facts) => {
    expect(milestoneOf(event(facts))).toBeUndefined();
  });
});
