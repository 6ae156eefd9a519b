import { userUrn } from "../urns";
import { attribute, schema } from "./define";
import { pluralAttribute, primary, typeLabel } from "./plural";

const name = attribute("name", {
  type: "complex",
  description: "The components of the user's name.",
  subAttributes: [
    attribute("formatted", { description: "The full name, formatted for display." }),
    attribute("familyName", { description: "The family name, or last name in most Western languages." }),
    attribute("givenName", { description: "The given name, or first name in most Western languages." }),
    attribute("middleName", { description: "The middle name(s)." }),
    attribute("honorificPrefix", { description: "The honorific prefix(es), for instance Ms." }),
    attribute("honorificSuffix", { description: "The honorific suffix(es), for instance III." }),
  ],
});

const addresses = attribute("addresses", {
  type: "complex",
  multiValued: true,
  description: "Physical mailing addresses.",
  subAttributes: [
    attribute("formatted", { description: "The full mailing address, formatted for display; may contain newlines." }),
    attribute("streetAddress", { description: "The full street address; may contain newlines." }),
    attribute("locality", { description: "The city or locality." }),
    attribute("region", { description: "The state or region." }),
    attribute("postalCode", { description: "The zip or postal code." }),
    attribute("country", { description: "The country." }),
    typeLabel(["work", "home", "other"]),
    primary,
  ],
});

const groups = attribute("groups", {
  type: "complex",
  multiValued: true,
  description: "The groups that the user belongs to, directly or through nested groups.",
  mutability: "readOnly",
  subAttributes: [
    attribute("value", { description: "The id of the group.", mutability: "readOnly" }),
    attribute("$ref", {
      type: "reference",
      referenceTypes: ["User", "Group"],
      description: "The URI of the group.",
      mutability: "readOnly",
    }),
    attribute("display", { description: "The displayName of the group.", mutability: "readOnly" }),
    attribute("type", {
      description: "Whether the membership is direct or indirect.",
      canonicalValues: ["direct", "indirect"],
      mutability: "readOnly",
    }),
  ],
});

/**
 * The core User schema (RFC 7643 §4.1, characteristics as listed in §8.7.1). References are case-exact, as §2.3.7 says
 * and §8.7.1 forgets (errata 6001).
 */
export const userSchema = schema(userUrn, "User", "User Account", [
  attribute("userName", {
    description: "The unique identifier of the user within the directory, typically used to sign in.",
    required: true,
    uniqueness: "server",
  }),
  name,
  attribute("displayName", { description: "The name of the user, suitable for display." }),
  attribute("nickName", { description: "The casual way to address the user." }),
  attribute("profileUrl", {
    type: "reference",
    referenceTypes: ["external"],
    description: "The URL of the user's online profile.",
  }),
  attribute("title", { description: "The user's title, for instance Vice President." }),
  attribute("userType", { description: "The relationship between the organization and the user." }),
  attribute("preferredLanguage", { description: "The user's preferred written or spoken language." }),
  attribute("locale", { description: "The user's default location, for localizing." }),
  attribute("timezone", { description: "The user's time zone, in the Olson format." }),
  attribute("active", { type: "boolean", description: "The user's administrative status." }),
  attribute("password", {
    description: "The user's password. It is accepted and not stored.",
    caseExact: true,
    mutability: "writeOnly",
    returned: "never",
  }),
  pluralAttribute("emails", "E-mail addresses.", attribute("value", { description: "The e-mail address." }), [
    "work",
    "home",
    "other",
  ]),
  pluralAttribute("phoneNumbers", "Phone numbers.", attribute("value", { description: "The phone number." }), [
    "work",
    "home",
    "mobile",
    "fax",
    "pager",
    "other",
  ]),
  pluralAttribute(
    "ims",
    "Instant messaging addresses.",
    attribute("value", { description: "The instant messaging address." }),
    ["aim", "gtalk", "icq", "xmpp", "msn", "skype", "qq", "yahoo"],
  ),
  pluralAttribute(
    "photos",
    "URLs of photos of the user.",
    attribute("value", { type: "reference", referenceTypes: ["external"], description: "The URL of the photo." }),
    ["photo", "thumbnail"],
  ),
  addresses,
  groups,
  pluralAttribute("entitlements", "Things the user has.", attribute("value", { description: "The entitlement." })),
  pluralAttribute("roles", "Roles that say who the user is.", attribute("value", { description: "The role." })),
  pluralAttribute(
    "x509Certificates",
    "Certificates issued to the user.",
    attribute("value", { type: "binary", description: "The DER certificate, base64." }),
  ),
]);
