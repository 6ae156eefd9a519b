import type { MappingInput } from "./attribute-mapping";

const enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

const active: MappingInput = {
  source: 'Switch([IsSoftDeleted], , "False", "True", "True", "False")',
  target: "active",
};
const userName: MappingInput = { source: "userPrincipalName", target: "userName", matching: 1 };
const externalId: MappingInput = { source: "mailNickname", target: "externalId" };
const mail: MappingInput = { source: "mail", target: 'emails[type eq "work"].value' };
const givenName: MappingInput = { source: "givenName", target: "name.givenName" };
const surname: MappingInput = { source: "surname", target: "name.familyName" };
const mobile: MappingInput = { source: "mobile", target: 'phoneNumbers[type eq "mobile"].value' };
const phone: MappingInput = { source: "telephoneNumber", target: 'phoneNumbers[type eq "work"].value' };
const title: MappingInput = { source: "jobTitle", target: "title" };
const displayName: MappingInput = { source: "displayName", target: "displayName" };
const department: MappingInput = { source: "department", target: `${enterprise}:department` };
const manager: MappingInput = { source: "manager", target: `${enterprise}:manager` };
const language: MappingInput = { source: "preferredLanguage", target: "preferredLanguage" };
const address = (source: string, sub: string): MappingInput => ({ source, target: `addresses[type eq "work"].${sub}` });
const street = address("streetAddress", "streetAddress");
const locality = address("city", "locality");
const region = address("state", "region");
const postalCode = address("postalCode", "postalCode");
const country = address("country", "country");

/** What a new application without a template maps (ENTRA.md §3.1). */
const entra: readonly MappingInput[] = [
  userName,
  active,
  displayName,
  title,
  mail,
  language,
  givenName,
  surname,
  { source: 'Join(" ", [givenName], [surname])', target: "name.formatted" },
  address("physicalDeliveryOfficeName", "formatted"),
  street,
  locality,
  region,
  postalCode,
  country,
  phone,
  mobile,
  { source: "facsimileTelephoneNumber", target: 'phoneNumbers[type eq "fax"].value' },
  externalId,
  { source: "employeeId", target: `${enterprise}:employeeNumber` },
  department,
  manager,
];

/** The mapping that each application's template begins with, by its name. */
export const userMappings: Readonly<Record<string, readonly MappingInput[]>> = {
  entra,
  "8x8": [
    userName,
    externalId,
    active,
    title,
    mail,
    givenName,
    surname,
    mobile,
    phone,
    department,
    {
      source: "physicalDeliveryOfficeName",
      target: "urn:ietf:params:scim:schemas:extension:8x8:1.1:User:site",
      // Immutable there: a later change would be refused in every cycle.
      apply: "create",
    },
  ],
  ringcentral: [
    userName,
    externalId,
    active,
    displayName,
    title,
    mail,
    country,
    region,
    locality,
    postalCode,
    street,
    givenName,
    surname,
    mobile,
    department,
    manager,
  ],
  "ipass-smartconnect": [
    userName,
    externalId,
    active,
    displayName,
    givenName,
    surname,
    { source: 'Join(" ", [givenName], [surname])', target: "name.formatted" },
    title,
    mail,
    phone,
    mobile,
    department,
    language,
  ],
};

/** Groups, for every application. `members` follow by themselves. */
export const groupMappings: readonly MappingInput[] = [
  { source: "displayName", target: "displayName", matching: 1 },
  { source: "objectId", target: "externalId" },
];
