import { expect, test } from "vitest";
import type { DirectoryScope } from "@/lib/auth/scope";
import { scimClient } from "@/lib/http/__fixtures__/scim-client";
import { eventQueue } from "@/lib/insight/event-queue";
import type { JsonObject } from "@/lib/scim/json";
import { createUnattendedTenant } from "@/prisma/factories";
import { activityOf, summarizeDirectories } from "./overview";

test("failures are counted request by request, and whom they were about person by person, without groups", async () => {
  const tenant = await createUnattendedTenant();
  const scope: DirectoryScope = { ...tenant.scope, directoryId: tenant.directory.id };
  const call = scimClient(tenant.token.token);
  const create = (type: "User" | "Group", body: JsonObject) =>
    call("POST", `/${type}s`, { schemas: [`urn:ietf:params:scim:schemas:core:2.0:${type}`], ...body });
  await create("User", { userName: "ana@contoso.example", externalId: "ana" });
  await create("User", { userName: "Ana@contoso.example", externalId: "ana2" });
  await create("User", { userName: "ANA@contoso.example", externalId: "ana2", displayName: "Ana Two" });
  await create("User", { userName: "bo@contoso.example", active: "maybe" });
  await create("User", { userName: "Bo@contoso.example", active: "maybe" });
  await create("Group", { displayName: "Sales", members: [{ value: "0199a000-0000-7000-8000-000000000000" }] });
  await call("GET", "/Users?filter=userName+eqq+%22a%22");
  await eventQueue.flush();
  expect(await activityOf(scope)).toMatchObject({ arrivedUsers: 1, affected: 2 });
  expect((await summarizeDirectories(tenant.scope)).find(({ id }) => id === scope.directoryId)?.failures).toBe(6);
});
