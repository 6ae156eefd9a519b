import { z } from "zod";
import { attribute, schema } from "@/lib/scim/schema/define";
import type { Schema } from "@/lib/scim/schema/attribute";
import { brakeLimits } from "./deprovision-brake";
import { domainPolicies } from "./domain-policy";
import type { MappedAttribute } from "./profile";

/** RFC 7643 §2.1. What every JavaScript object has by itself is left out, so that no name means something else to us. */
const AttributeName = z
  .string()
  .max(64)
  .regex(/^[A-Za-z][A-Za-z0-9$_-]*$/, "A name begins with a letter and has letters, digits, $, - and _ only.")
  .refine((name) => !(name in {}), "This name is reserved. Choose another.");

const Description = z.string().trim().max(500);

const ExtensionAttribute = z
  .strictObject({
    name: AttributeName,
    type: z.enum(["string", "boolean", "integer", "decimal", "dateTime", "reference"]),
    multiValued: z.literal(false, "An attribute of a custom extension has one value.").optional(),
    description: Description.optional(),
    required: z.boolean().optional(),
    caseExact: z.boolean().optional(),
    mutability: z.enum(["readWrite", "immutable"]).optional(),
    returned: z.enum(["always", "default", "request", "never"]).optional(),
    uniqueness: z.literal("none", "Values of a custom extension are not checked for uniqueness.").optional(),
    canonicalValues: z.array(z.string().min(1).max(200)).min(1).max(200).optional(),
  })
  .refine(({ type, canonicalValues }) => type === "string" || canonicalValues === undefined, {
    path: ["canonicalValues"],
    message: "Only a string has canonical values.",
  })
  .refine(({ type, caseExact }) => type === "string" || type === "reference" || caseExact === undefined, {
    path: ["caseExact"],
    message: "Only a string or a reference has letter case.",
  });

const hasDuplicate = (names: readonly string[]) => new Set(names.map((name) => name.toLowerCase())).size < names.length;

/** An extension of the User schema that one directory defines (RFC 7643 §3.3, §7), as its administrator writes it. */
export const Extension = z.strictObject({
  urn: z
    .string()
    .max(200)
    .regex(
      /^urn:[A-Za-z0-9][A-Za-z0-9-]{1,31}(:[A-Za-z0-9._-]+)+$/i,
      "A URN looks like urn:contoso:scim:schemas:extension:hr:1.0:User.",
    )
    .refine((urn) => !/^urn:ietf:/i.test(urn), "URNs that begin with urn:ietf: are those of standards."),
  name: z.string().trim().min(1).max(60),
  description: Description.optional(),
  attributes: z
    .array(ExtensionAttribute)
    .min(1)
    .max(200)
    .refine((attributes) => !hasDuplicate(attributes.map(({ name }) => name)), "Two attributes have the same name."),
});
export type Extension = z.infer<typeof Extension>;

const Brake = z.object({
  least: z.int().min(1).max(brakeLimits.least),
  percent: z.int().min(0).max(brakeLimits.percent),
  hours: z.int().min(1).max(brakeLimits.hours),
});

/** What a directory sets otherwise than its application: Directory.settings. */
export const DirectorySettings = z.object({
  extensions: z
    .array(Extension)
    .max(20, "A directory has at most 20 extensions.")
    .refine(
      (extensions) => !extensions.some((one) => extensions.some((other) => one !== other && isWithin(one, other))),
      "A URN must not be another extension's, nor begin with it.",
    )
    .default([]),
  /** Absent: as the application has it. */
  domainPolicy: z.enum(domainPolicies).optional(),
  /** Absent: the default. */
  brake: z.union([z.literal("off"), Brake]).optional(),
});
export type DirectorySettings = z.infer<typeof DirectorySettings>;

/** Whether paths of the one could be read as paths of the other. */
const isWithin = ({ urn }: Extension, outer: Extension) =>
  `${urn}:`.toLowerCase().startsWith(`${outer.urn}:`.toLowerCase());

/** The schema that an extension describes. */
export const toSchema = ({ urn, name, description = "", attributes }: Extension): Schema =>
  schema(
    urn,
    name,
    description,
    attributes.map(({ name: attributeName, type, ...characteristics }) =>
      attribute(attributeName, {
        type,
        ...(type === "reference" && { referenceTypes: ["external"] }),
        ...Object.fromEntries(Object.entries(characteristics).filter(([, value]) => value !== undefined)),
      }),
    ),
  );

const mappedTypes = {
  string: "String",
  boolean: "Boolean",
  integer: "Integer",
  decimal: "Decimal",
  dateTime: "DateTime",
  reference: "Reference",
} as const;

/** The rows that an extension adds to its directory's attribute table. Nobody maps them unless an administrator does. */
export const toMappedAttributes = ({ urn, attributes }: Extension): MappedAttribute[] =>
  attributes.map(({ name, type, required }) => ({
    path: `${urn}:${name}`,
    type: mappedTypes[type],
    byDefault: false,
    ...(required && { required }),
  }));
