/** The words of the provisioning log that the console knows (the column is text, so that a newer writer can add some). */
export const logActions = [
  "create",
  "update",
  "enable",
  "disable",
  "delete",
  "restore",
  "read",
  "testConnection",
  "other",
] as const;
export type LogAction = (typeof logActions)[number];

export const logStatuses = ["success", "failure", "skipped", "warning"] as const;
export type LogStatus = (typeof logStatuses)[number];

export const resourceTypes = ["User", "Group"] as const;
export type LogResourceType = (typeof resourceTypes)[number];

export const toLogAction = (text: string): LogAction => logActions.find((action) => action === text) ?? "other";

export const toLogStatus = (text: string): LogStatus => logStatuses.find((status) => status === text) ?? "warning";

export const toResourceType = (text: string | null): LogResourceType | null =>
  resourceTypes.find((type) => type === text) ?? null;
