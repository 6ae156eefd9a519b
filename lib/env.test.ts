import { describe, expect, test } from "vitest";
import { EnvironmentError, parseEnvironment } from "./env";

describe("settings", () => {
  test("nothing is required: an empty environment gives the defaults", () => {
    expect(parseEnvironment({})).toMatchObject({
      port: 3000,
      host: undefined,
      databaseUrl: undefined,
      dataDir: "./data",
      publicUrl: undefined,
      scimDoor: "lane",
    });
  });

  test("an empty value counts as absent", () => {
    expect(parseEnvironment({ PORT: "", DATABASE_URL: "" })).toMatchObject({ port: 3000, databaseUrl: undefined });
  });

  test.each([
    ["PORT", "http"],
    ["PORT", "0"],
    ["PORT", "70000"],
    ["PORT", "80.5"],
    ["DATABASE_URL", "mysql://localhost/muster"],
    ["MUSTER_PUBLIC_URL", "muster.example.com"],
    ["MUSTER_PUBLIC_URL", "https://muster.example.com/scim/v2"],
    ["MUSTER_PUBLIC_URL", "ftp://muster.example.com"],
    ["NEXTAUTH_SECRET", "short"],
    ["MUSTER_SCIM_DOOR", "window"],
    ["MUSTER_ALLOW_PRIVATE_ISSUERS", "yes"],
    ["MUSTER_ADMIN_EMAIL", "ana"],
    ["MUSTER_DNS_SERVERS", "dns.example"],
    ["MUSTER_DNS_SERVERS", "1.1.1.1,nonsense"],
    ["MUSTER_DNS_SERVERS", ","],
    ["MUSTER_SMTP_URL", "mail.example.com:587"],
    ["MUSTER_SMTP_URL", "https://mail.example.com"],
    ["MUSTER_SMTP_URL", "smtp://"],
    ["MUSTER_MAIL_FROM", "Muster"],
    ["MUSTER_MAIL_FROM", "Muster <muster>"],
    ["MUSTER_MAIL_FROM", "Muster\r\nBcc: all@example.com <muster@example.com>"],
  ])("%s=%s is refused with a message that names the variable", (name, value) => {
    expect(() => parseEnvironment({ [name]: value })).toThrow(EnvironmentError);
    expect(() => parseEnvironment({ [name]: value })).toThrow(new RegExp(`^${name} must be `));
  });

  test("every wrong variable is named at once", () => {
    expect(() => parseEnvironment({ PORT: "x", MUSTER_SCIM_DOOR: "y" })).toThrow(/PORT[^]*MUSTER_SCIM_DOOR/);
  });

  test("a refused value is not repeated in the message: it may be a secret", () => {
    expect(() => parseEnvironment({ NEXTAUTH_SECRET: "hunter2" })).not.toThrow(/hunter2/);
    expect(() => parseEnvironment({ DATABASE_URL: "mysql://me:hunter2@db/x" })).not.toThrow(/hunter2/);
  });

  test("DNS servers are a list, with or without ports", () => {
    expect(parseEnvironment({ MUSTER_DNS_SERVERS: "1.1.1.1, 127.0.0.1:5353,[::1]:53" }).dnsServers).toEqual([
      "1.1.1.1",
      "127.0.0.1:5353",
      "[::1]:53",
    ]);
  });

  test("the public URL loses its trailing slash", () => {
    expect(parseEnvironment({ MUSTER_PUBLIC_URL: "https://muster.example.com/" }).publicUrl).toBe(
      "https://muster.example.com",
    );
  });
});
