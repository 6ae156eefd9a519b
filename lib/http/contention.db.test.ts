import { beforeEach, describe, expect, test } from "vitest";
import { createUnattendedTenant } from "@/prisma/factories";
import { scimClient } from "./__fixtures__/scim-client";
import type { ScimClient } from "./__fixtures__/scim-client";

interface Created {
  readonly id: string;
  readonly members?: readonly { readonly value: string }[];
}

let call: ScimClient;

beforeEach(async () => {
  call = scimClient((await createUnattendedTenant()).token.token);
});

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

const create = async (type: "Users" | "Groups", name: string): Promise<string> => {
  const body = type === "Users" ? { userName: name } : { displayName: name };
  return (await call<Created>("POST", `/${type}`, body)).body.id;
};

const withMembers = (method: string, path: string, displayName: string, ids: readonly string[]) =>
  call<Created>(method, path, { displayName, members: ids.map((value) => ({ value })) });

describe("requests that get in each other's way", () => {
  test("a group whose members are deleted while it is made is made, or refused by name", async () => {
    const people = await Promise.all(numbers(12).map((index) => create("Users", `user${index}`)));
    const answers = await Promise.all(
      people.flatMap((id, index) => [
        withMembers("POST", "/Groups", `group${index}`, people),
        call("DELETE", `/Users/${id}`),
      ]),
    );
    expect(answers.map(({ status }) => status).filter((status) => ![201, 204, 400].includes(status))).toEqual([]);
  });

  // Deletions cascade to memberships on both sides: two of them, or one and a replacement, waited for each other.
  test("groups that contain each other are changed and deleted at once without an error of ours", async () => {
    const groups = await Promise.all(numbers(12).map((index) => create("Groups", `group${index}`)));
    for (const [index, id] of groups.entries()) await withMembers("PUT", `/Groups/${id}`, `group${index}`, groups);
    const answers = await Promise.all(
      groups.map((id, index) =>
        index % 2 === 0 ? call("DELETE", `/Groups/${id}`) : withMembers("PUT", `/Groups/${id}`, `new${index}`, groups),
      ),
    );
    expect(answers.map(({ status }) => status).filter((status) => ![200, 204, 400, 404].includes(status))).toEqual([]);
  });
});
