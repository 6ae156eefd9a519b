import type { Tenant } from "../fixtures";
import { createGroup, createUser, enterpriseUrn, userBody } from "../scim/resources";

export interface People {
  readonly ana: string;
  readonly bo: string;
  readonly sales: string;
}

/** A tenant with something to see: two people, one of them disabled, a group, and a refused request in the log. */
export async function fillTenant({ scim }: Tenant): Promise<People> {
  const ana = await createUser(scim, "ana", {
    displayName: "Ana Pérez",
    title: "Engineer",
    phoneNumbers: [{ type: "work", value: "+34 91 123 45 67" }],
    [enterpriseUrn]: { department: "Sales", manager: { value: "26118915" } },
  });
  const bo = await createUser(scim, "bo", { displayName: "Bo Lindqvist" });
  const sales = await createGroup(scim, "Nordic Sales", [ana, bo]);
  await scim.patch(`/Users/${bo}`, [{ op: "Replace", path: "active", value: "False" }]);
  await scim.patch(`/Users/${ana}`, [{ op: "Replace", path: "title", value: "Head of Sales" }]);
  await scim.post("/Users", userBody("ana"));
  await scim.get('/Users?filter=userName+eq+"0cf1a1b2-8d1e-4b8f-9a9b-1c1f3b5a7e10"');
  return { ana, bo, sales };
}
