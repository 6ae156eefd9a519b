/** What columns are called elsewhere than in Entra, without spaces and in lower case. */
const otherNames: Readonly<Record<string, string>> = {
  id: "objectId",
  mobilephone: "mobile",
  officelocation: "physicalDeliveryOfficeName",
  office: "physicalDeliveryOfficeName",
  alias: "mailNickname",
  businessphones: "telephoneNumber",
  phonenumber: "telephoneNumber",
  faxnumber: "facsimileTelephoneNumber",
  fax: "facsimileTelephoneNumber",
  firstname: "givenName",
  lastname: "surname",
  title: "jobTitle",
  stateorprovince: "state",
  countryorregion: "country",
  ziporpostalcode: "postalCode",
};

/** Entra's own, as its mappings name them. */
const attributes = [
  "objectId",
  "userPrincipalName",
  "displayName",
  "surname",
  "givenName",
  "mail",
  "mailNickname",
  "userType",
  "jobTitle",
  "department",
  "companyName",
  "employeeId",
  "accountEnabled",
  "usageLocation",
  "preferredLanguage",
  "streetAddress",
  "state",
  "country",
  "physicalDeliveryOfficeName",
  "city",
  "postalCode",
  "telephoneNumber",
  "mobile",
  "facsimileTelephoneNumber",
  "manager",
] as const;

const known = new Map<string, string>([
  ...attributes.map((name): [string, string] => [name.toLowerCase(), name]),
  ...Object.entries(otherNames),
]);

/**
 * The attribute of a column, whatever letters it is written in: "userPrincipalName", "User principal name",
 * "User name [userPrincipalName] Required" as in the portal's templates. Another keeps its name; a nameless one is "".
 */
export function attributeOfColumn(name: string): string {
  const [, inBrackets = name] = /\[([^\]]+)\]/.exec(name) ?? [];
  return known.get(inBrackets.toLowerCase().replace(/[\s_-]/g, "")) ?? inBrackets.trim();
}

/** The first line of the portal's templates says `version:v1.0`. */
export const isPreamble = ([first = "", ...others]: readonly string[]): boolean =>
  /^version:/i.test(first) && others.every((cell) => cell === "");

/** What separates cells: of comma, semicolon and tab the one that the line of column names has most of. */
export function delimiterOf(text: string): string {
  const header = text.split("\n").find((line) => /principal/i.test(line)) ?? "";
  const counts = [",", ";", "\t"].map((mark) => ({ mark, count: header.split(mark).length }));
  return counts.reduce((best, each) => (each.count > best.count ? each : best)).mark;
}
