import { parse } from "yaml";
import { z } from "zod";
import { scopingOperators } from "../mapping/scoping-filter";
import { TenantFileError } from "../tenant/read-tenant";
import { toConfiguration } from "./configuration";
import type { Configuration } from "./configuration";

const Mapping = z.strictObject({
  source: z.string(),
  target: z.string(),
  matching: z.number().int().positive().optional(),
  apply: z.enum(["always", "create"]).optional(),
  default: z.string().optional(),
});
const Clause = z.strictObject({
  attribute: z.string(),
  operator: z.enum(scopingOperators),
  value: z.union([z.string(), z.number().transform(String)]).optional(),
});
const Filters = z.array(z.array(Clause));
const Actions = z.strictObject({
  create: z.boolean().optional(),
  update: z.boolean().optional(),
  delete: z.boolean().optional(),
});

const ProvisioningInput = z
  .strictObject({
    mapping: z.union([z.string(), z.array(Mapping)]).optional(),
    groupMapping: z.array(Mapping).optional(),
    userScope: Filters.optional(),
    groupScope: Filters.optional(),
    userActions: Actions.optional(),
    groupActions: Actions.optional(),
    skipOutOfScopeDeletions: z.boolean().optional(),
    deletionThreshold: z.number().int().nonnegative().optional(),
  })
  .default({});

const FileInput = z.looseObject({ provisioning: ProvisioningInput });

/**
 * What a tenant's file says under `provisioning`: mapping, scope, actions.
 * @param mapping the name of an application's mapping, where the file has none
 * @throws TenantFileError
 */
export function readConfiguration(source: string, mapping?: string): Configuration {
  const parsed = FileInput.safeParse(parse(source) ?? {});
  if (!parsed.success) {
    throw new TenantFileError(
      parsed.error.issues.map(({ path, message }) => `${path.map(String).join(".")}: ${message}`).join("\n"),
    );
  }
  const { provisioning } = parsed.data;
  const present = Object.fromEntries(Object.entries(provisioning).filter(([, value]) => value !== undefined));
  try {
    return toConfiguration({ ...(mapping !== undefined && { mapping }), ...present });
  } catch (error) {
    throw new TenantFileError(error instanceof Error ? error.message : String(error));
  }
}
