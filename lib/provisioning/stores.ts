import { groupStore } from "@/lib/db/groups";
import type { ResourceStore } from "@/lib/db/resource-store";
import { userStore } from "@/lib/db/users";
import type { ResourceDefinition } from "@/lib/scim/schema/attribute";

const stores: Readonly<Record<ResourceDefinition["name"], ResourceStore>> = { User: userStore, Group: groupStore };

/** Where the resources of a type are kept. */
export const storeOf = (definition: ResourceDefinition): ResourceStore => stores[definition.name];
