import { describe, expect, test } from "vitest";
import { indexOf } from "@/lib/scim/schema/definition-index";
import { applications, profileOf } from "./applications";
import { defaultBrake } from "./deprovision-brake";
import { DirectorySettings, Extension } from "./settings";

const extension = (more: object = {}) => ({
  urn: "urn:contoso:scim:schemas:extension:hr:1.0:User",
  name: "HR",
  attributes: [{ name: "badge", type: "string" }],
  ...more,
});

const attributes = (...all: object[]) => extension({ attributes: all });

describe("a custom extension (RFC 7643 §2.1, §3.3, §7)", () => {
  test.each([
    [
      "every characteristic",
      attributes({
        name: "a",
        type: "string",
        required: true,
        caseExact: true,
        mutability: "immutable",
        returned: "request",
        uniqueness: "none",
        multiValued: false,
        canonicalValues: ["x"],
        description: "d",
      }),
    ],
    [
      "every type",
      attributes(
        ...["string", "boolean", "integer", "decimal", "dateTime", "reference"].map((type) => ({
          name: `of-${type}`,
          type,
        })),
      ),
    ],
    ["names of core attributes, which its URN keeps apart", attributes({ name: "userName", type: "string" })],
    ["$, - and _ in names", attributes({ name: "cost-center_$1", type: "string" })],
  ])("may have %s", (_, given) => {
    expect(Extension.safeParse(given).error).toBeUndefined();
  });

  test.each([
    ["a standard's URN", extension({ urn: "urn:ietf:params:scim:schemas:core:2.0:User" })],
    [
      "a standard's URN in other letters",
      extension({ urn: "URN:IETF:params:scim:schemas:extension:enterprise:2.0:User" }),
    ],
    ["no URN", extension({ urn: "contoso" })],
    ["a URN with a blank", extension({ urn: "urn:contoso:a b" })],
    ["no attributes", attributes()],
    ["a name that begins with a digit", attributes({ name: "1st", type: "string" })],
    ["a name with a dot", attributes({ name: "a.b", type: "string" })],
    ["a name that every object has", attributes({ name: "constructor", type: "string" })],
    ["one name twice, in other letters", attributes({ name: "a", type: "string" }, { name: "A", type: "string" })],
    ["a list", attributes({ name: "a", type: "string", multiValued: true })],
    ["a complex type", attributes({ name: "a", type: "complex" })],
    ["uniqueness", attributes({ name: "a", type: "string", uniqueness: "server" })],
    ["what nobody could write", attributes({ name: "a", type: "string", mutability: "readOnly" })],
    ["canonical values of a number", attributes({ name: "a", type: "integer", canonicalValues: ["1"] })],
    ["letter case of a boolean", attributes({ name: "a", type: "boolean", caseExact: true })],
    ["a characteristic that there is not", attributes({ name: "a", type: "string", unique: true })],
  ])("is refused with %s", (_, given) => {
    expect(Extension.safeParse(given).success).toBe(false);
  });

  test("two of a directory never share a URN, nor does one begin with the other", () => {
    const other = (urn: string) =>
      DirectorySettings.safeParse({ extensions: [extension(), extension({ urn })] }).success;
    expect(other("urn:contoso:scim:schemas:extension:it:1.0:User")).toBe(true);
    expect(other("URN:contoso:scim:schemas:extension:HR:1.0:User")).toBe(false);
    expect(other("urn:contoso:scim:schemas:extension:hr:1.0:User:more")).toBe(false);
  });
});

describe("the profile of a directory", () => {
  test("is its application's while its settings are empty", () => {
    for (const profile of [profileOf("generic"), profileOf("generic", {})]) {
      expect(profile).toEqual({ ...applications.generic, brake: defaultBrake });
      expect(profile.user).toBe(applications.generic.user);
    }
  });

  test("has the brake of its settings, or none where they turn it off", () => {
    const brake = { least: 5, percent: 0, hours: 1 };
    expect(profileOf("generic", { brake }).brake).toEqual(brake);
    expect(profileOf("generic", { brake: "off" }).brake).toBeUndefined();
    expect(() => profileOf("generic", { brake: { ...brake, least: 0 } })).toThrow("unknown settings");
  });

  test("is made once for equal settings, so that its indexes are built once", () => {
    const one = profileOf("generic", { extensions: [extension()] });
    const same = profileOf("generic", { extensions: [extension()] });
    expect(same).toBe(one);
    expect(indexOf(same.user)).toBe(indexOf(one.user));
    expect(profileOf("generic", { extensions: [extension({ name: "People" })] })).not.toBe(one);
  });

  test("has the domain policy of the directory's own settings, else its application's", () => {
    const policyOf = (application: string, settings?: object) => profileOf(application, settings).policies.domain;
    expect(policyOf("ipass-smartconnect")).toBe("registered");
    expect(policyOf("ipass-smartconnect", { domainPolicy: "off" })).toBe("off");
    expect(policyOf("8x8")).toBe("off");
    expect(policyOf("8x8", { domainPolicy: "verified" })).toBe("verified");
    expect(profileOf("8x8", { domainPolicy: "verified" }).user).toBe(applications["8x8"].user);
  });

  test("is refused for settings that this program does not know", () => {
    expect(() => profileOf("generic", { extensions: [{ urn: "urn:ietf:x" }] })).toThrow("unknown settings");
  });
});

describe("the attribute table of a directory", () => {
  test("has the attributes of its own extensions after its application's, mapped by nobody yet", () => {
    const { attributes } = profileOf("generic", { extensions: [extension()] });
    expect(attributes).toEqual([
      ...applications.generic.attributes,
      { path: "urn:contoso:scim:schemas:extension:hr:1.0:User:badge", type: "String", byDefault: false },
    ]);
  });
});
