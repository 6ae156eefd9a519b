import type { Milestone } from "@/lib/applications/milestones";
import type { ProvisioningEvent } from "./provisioning-event";

/** The milestone that a request, answered as it wanted, is of. */
export function milestoneOf({
  action,
  status,
  resourceType,
  query,
}: Pick<ProvisioningEvent, "action" | "status" | "resourceType" | "query">): Milestone | undefined {
  if (status === "failure" || status === "skipped") return undefined;
  switch (action) {
    case "testConnection":
      return "testConnection";
    case "read":
      return resourceType === "User" && query?.includes("filter=") === true ? "lookup" : undefined;
    case "create":
      return resourceType === "User" ? "person" : resourceType === "Group" ? "group" : undefined;
    case "disable":
    case "delete":
      return resourceType === "User" ? "leaver" : undefined;
    default:
      return undefined;
  }
}
