/** The attributes that Microsoft's SCIM Validator writes one by one (ENTRA.md §8.1), and a person who has none of them. */
import type { Check } from "../case";
import type { Json } from "../../json";
import { enterpriseUrn, is } from "./writing";

/** Path as the validator sends it, the value, and where the value is found again when that differs. */
const values: readonly (readonly [path: string, value: string | true, found?: string])[] = [
  ["active", true],
  ["displayName", "QHBN"],
  ["title", "OZTV"],
  ['emails[type eq "work"].value', "lelia@prohaska.example"],
  ['emails[type eq "work"].primary', true],
  ["preferredLanguage", "lo-LA"],
  ["name.givenName", "Trinity"],
  ["name.familyName", "Vella"],
  ["name.formatted", "Elian"],
  ["name.middleName", "Hazle"],
  ["name.honorificPrefix", "Nicola"],
  ["name.honorificSuffix", "Amos"],
  ['addresses[type eq "work"].formatted', "WMCL"],
  ['addresses[type eq "work"].streetAddress', "6221 Kemmer Stream"],
  ['addresses[type eq "work"].locality', "KRJO"],
  ['addresses[type eq "work"].region', "PVAB"],
  ['addresses[type eq "work"].postalCode', "mp3 0ay"],
  ['addresses[type eq "work"].primary', true],
  ['addresses[type eq "work"].country', "Nauru"],
  ['phoneNumbers[type eq "work"].value', "12-345-6789"],
  ['phoneNumbers[type eq "work"].primary', true],
  ['phoneNumbers[type eq "mobile"].value', "12-345-6780"],
  ['phoneNumbers[type eq "fax"].value', "12-345-6781"],
  [`${enterpriseUrn}:employeeNumber`, "HFTX"],
  [`${enterpriseUrn}:department`, "ZLQD"],
  [`${enterpriseUrn}:costCenter`, "NWIP"],
  [`${enterpriseUrn}:organization`, "BSEK"],
  [`${enterpriseUrn}:division`, "UJRA"],
  ['roles[primary eq "True"].display', "DYGM", "roles[0].display"],
  ['roles[primary eq "True"].value', "CTXO", "roles[0].value"],
  ['roles[primary eq "True"].type', "VKHS", "roles[0].type"],
  ["userType", "MPRE"],
  ["nickName", "IWJB"],
  ["locale", "en-GB"],
  ["timezone", "America/Araguaina"],
  ["profileUrl", "https://example.com/lelia"],
];

/** The 36 operations of one of its PATCH tests. */
export const operationsOf = (op: "add" | "replace"): Json[] => values.map(([path, value]) => ({ op, path, value }));

/** Each of the values, read back. */
export const valuesAreSet: Check[] = values.map(([path, value, found]) => is(found ?? path, value));

/** The validator's full person. `primary` of a role is a string on its wire. */
export const validatorPerson = (userName: string): { [key: string]: Json } => ({
  userName,
  active: true,
  displayName: "LKXA",
  title: "RMVT",
  emails: [{ type: "work", value: "kaley@barrows.example", primary: true }],
  preferredLanguage: "kk-KZ",
  name: {
    givenName: "Jaron",
    familyName: "Macy",
    formatted: "Lois",
    middleName: "Dillan",
    honorificPrefix: "Retha",
    honorificSuffix: "Alene",
  },
  addresses: [
    {
      type: "work",
      formatted: "XBWE",
      streetAddress: "4406 Ledner Shore",
      locality: "PFAH",
      region: "UQKS",
      postalCode: "nf1 8ix",
      primary: true,
      country: "Malta",
    },
  ],
  phoneNumbers: [
    { type: "work", value: "98-765-4321", primary: true },
    { type: "mobile", value: "98-765-4322" },
    { type: "fax", value: "98-765-4323" },
  ],
  [enterpriseUrn]: {
    employeeNumber: "DOEC",
    department: "FZPY",
    costCenter: "AIJW",
    organization: "QXRU",
    division: "TMGL",
    manager: { value: "SHBNVKCEORWD" },
  },
  roles: [{ primary: "True", display: "YLFA", value: "EZNC", type: "HJDO" }],
  userType: "RKVI",
  nickName: "PUTM",
  locale: "sv-SE",
  timezone: "Africa/Tripoli",
  profileUrl: "https://example.com/kaley",
  schemas: ["urn:ietf:params:scim:schemas:core:2.0:User", enterpriseUrn],
});
