/** The attribute mappings of the demo's directories: what of a person goes to which application (APPLICATIONS.md). */
import type { JsonObject } from "@/lib/scim/json";
import { enterpriseUserUrn, userUrn } from "@/lib/scim/urns";
import type { Person } from "./people";

const eightByEightUrn = "urn:ietf:params:scim:schemas:extension:8x8:1.1:User";

const mail = (person: Person) => `${person.login}@contoso.com`;

const base = (person: Person): JsonObject => ({
  externalId: person.login,
  userName: mail(person),
  active: "True",
  displayName: person.display,
  title: person.title,
  emails: [{ primary: true, type: "work", value: mail(person) }],
  name: { formatted: person.display, familyName: person.family, givenName: person.given },
  meta: { resourceType: "User" },
});

export const toEightByEight = (person: Person): JsonObject => ({
  ...base(person),
  schemas: [userUrn, enterpriseUserUrn, eightByEightUrn],
  phoneNumbers: [
    { type: "work", value: person.site.phone(person.number) },
    { type: "mobile", value: person.site.phone(person.number + 50) },
  ],
  [enterpriseUserUrn]: { department: person.department },
  [eightByEightUrn]: { site: person.site.name },
});

export const toRingCentral = (person: Person): JsonObject => ({
  ...base(person),
  schemas: [userUrn, enterpriseUserUrn],
  phoneNumbers: [{ type: "mobile", value: person.site.phone(person.number + 50) }],
  addresses: [
    {
      type: "work",
      streetAddress: person.site.street,
      postalCode: person.site.postalCode,
      locality: person.site.locality,
      country: person.site.country,
    },
  ],
  [enterpriseUserUrn]: { department: person.department },
});

/** Agency staff keep the address of their agency, whose domain Contoso has not registered. */
export const isAgencyStaff = (person: Person): boolean => person.number % 4 === 3;

export const toSmartConnect = (person: Person): JsonObject => ({
  ...base(person),
  schemas: [userUrn, enterpriseUserUrn],
  userName: isAgencyStaff(person) ? `${person.login}@fabrikam.example` : mail(person),
  preferredLanguage: person.site.language,
  phoneNumbers: [{ type: "mobile", value: person.site.phone(person.number + 50) }],
  [enterpriseUserUrn]: { department: person.department },
});

/** What Okta sends by default, with a manager who is there already. */
export const toGeneric = (person: Person, idOf: (login: string) => string | undefined): JsonObject => {
  const manager = person.manager === undefined ? undefined : idOf(person.manager);
  return {
    ...base(person),
    schemas: [userUrn, enterpriseUserUrn],
    active: true,
    externalId: `00u${person.number.toString(36).padStart(5, "0")}contoso5d7`,
    locale: person.site.language,
    timezone: person.site.timezone,
    [enterpriseUserUrn]: {
      employeeNumber: String(70_100 + person.number),
      department: person.department,
      organization: "Contoso",
      ...(manager !== undefined && { manager: { value: manager } }),
    },
  };
};
