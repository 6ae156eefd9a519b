import { z } from "zod";
import { Slug } from "./slug";
import { Name } from "./text";

export const CreateOrganizationInput = z.object({ name: Name, slug: Slug });
export type CreateOrganizationInput = z.infer<typeof CreateOrganizationInput>;

export const RenameOrganizationInput = z.object({ name: Name });
export type RenameOrganizationInput = z.infer<typeof RenameOrganizationInput>;
