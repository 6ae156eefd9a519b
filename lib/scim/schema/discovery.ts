import type { JsonObject } from "../json";
import { resourceTypeUrn, schemaUrn } from "../urns";
import type { Attribute, ResourceDefinition, Schema } from "./attribute";

/** The schemas of some definitions, each once: core first, then extensions. */
export function schemasOf(definitions: readonly ResourceDefinition[]): readonly Schema[] {
  const all = [
    ...definitions.map(({ schema }) => schema),
    ...definitions.flatMap(({ extensions }) => extensions.map(({ schema }) => schema)),
  ];
  return [...new Map(all.map((schema) => [schema.id, schema])).values()];
}

/** A schema as /Schemas answers it (RFC 7643 §7). */
export function representSchema(schema: Schema, baseUrl: string): JsonObject {
  return {
    schemas: [schemaUrn],
    id: schema.id,
    name: schema.name,
    description: schema.description,
    attributes: schema.attributes.map(representAttribute),
    meta: { resourceType: "Schema", location: `${baseUrl}/Schemas/${schema.id}` },
  };
}

/** The resource types as /ResourceTypes answers them (RFC 7643 §6). */
export function resourceTypesOf(definitions: readonly ResourceDefinition[], baseUrl: string): readonly JsonObject[] {
  return definitions.map((definition) => ({
    schemas: [resourceTypeUrn],
    id: definition.name,
    name: definition.name,
    endpoint: definition.endpoint,
    description: definition.description,
    schema: definition.schema.id,
    schemaExtensions: definition.extensions.map(({ schema, required }) => ({ schema: schema.id, required })),
    meta: { resourceType: "ResourceType", location: `${baseUrl}/ResourceTypes/${definition.name}` },
  }));
}

/** Characteristics that have no meaning for a type are left out, as in RFC 7643 §8.7. */
function representAttribute(attribute: Attribute): JsonObject {
  const { name, type, multiValued, description, required, mutability, returned } = attribute;
  const isText = type !== "boolean" && type !== "complex";
  return {
    name,
    type,
    multiValued,
    description,
    required,
    ...(attribute.canonicalValues && { canonicalValues: attribute.canonicalValues }),
    ...(isText && { caseExact: attribute.caseExact }),
    mutability,
    returned,
    ...(isText && { uniqueness: attribute.uniqueness }),
    ...(attribute.referenceTypes && { referenceTypes: attribute.referenceTypes }),
    ...(attribute.subAttributes && { subAttributes: attribute.subAttributes.map(representAttribute) }),
  };
}
