/** What POST, PUT and PATCH of a User promise (RFC 7644 §3.3, §3.5.1, §3.5.2). */
import { expect, test } from "../fixtures";
import { select } from "@/lib/entra/conformance/select";
import { expectScimError } from "./expect-error";
import { createUser, enterpriseUrn, nobody, textAt, userBody, userUrn } from "./resources";

const everything = userBody("ana", {
  name: { formatted: "Dr. Ana Pérez", givenName: "Ana", familyName: "Pérez", honorificPrefix: "Dr." },
  nickName: "Anita",
  title: "Head of Sales",
  userType: "Employee",
  preferredLanguage: "es-ES",
  locale: "es-ES",
  timezone: "Europe/Madrid",
  profileUrl: "https://contoso.com/ana",
  phoneNumbers: [
    { type: "work", value: "+34 91 123 45 67", primary: true },
    { type: "mobile", value: "+34 600 123 456" },
  ],
  ims: [{ type: "xmpp", value: "ana@chat.contoso.com" }],
  photos: [{ type: "photo", value: "https://contoso.com/ana.jpg" }],
  addresses: [{ type: "work", streetAddress: "Gran Vía 1", locality: "Madrid", postalCode: "28013", country: "ES" }],
  entitlements: [{ value: "crm" }],
  roles: [{ value: "manager", primary: true }],
  x509Certificates: [{ value: "TUlJ" }],
  active: true,
  [enterpriseUrn]: {
    employeeNumber: "701984",
    department: "Sales",
    costCenter: "4130",
    manager: { value: "26118915" },
  },
});

test.describe("POST", () => {
  test("answers 201 with everything that was sent, an id, meta, Location and ETag", async ({ scim }) => {
    const answer = await scim.post("/Users", everything);
    expect(answer.status).toBe(201);
    const { schemas: _, ...sent } = everything;
    expect(answer.body).toMatchObject(sent);
    expect(select(answer.body, "schemas")).toEqual([userUrn, enterpriseUrn]);
    const location = `${scim.baseUrl}/Users/${textAt(answer, "id")}`;
    expect(select(answer.body, "meta")).toMatchObject({ resourceType: "User", location });
    expect(answer.headers.get("location")).toBe(location);
    expect(answer.headers.get("etag")).toBe(textAt(answer, "meta.version"));
    expect(Math.abs(Date.parse(textAt(answer, "meta.created")) - Date.now())).toBeLessThan(60_000);
    expect(textAt(answer, "meta.lastModified")).toBe(textAt(answer, "meta.created"));
  });

  test("then GET gives the same resource with the same ETag", async ({ scim }) => {
    const created = await scim.post("/Users", everything);
    const read = await scim.get(`/Users/${textAt(created, "id")}`);
    expect(read.body).toEqual(created.body);
    expect(read.headers.get("etag")).toBe(created.headers.get("etag"));
  });

  test("ignores id, meta and groups that the client sends, for they are readOnly", async ({ scim }) => {
    const answer = await scim.post(
      "/Users",
      userBody("ana", {
        id: nobody,
        meta: { version: 'W/"99"', created: "2000-01-01T00:00:00Z" },
        groups: [{ value: nobody }],
      }),
    );
    expect(answer.status).toBe(201);
    expect(select(answer.body, "id")).not.toBe(nobody);
    expect(select(answer.body, "groups")).toBeUndefined();
    expect(textAt(answer, "meta.created")).not.toContain("2000");
  });

  test("never gives a password back, nor lets one be filtered for", async ({ scim }) => {
    const answer = await scim.post("/Users", userBody("ana", { password: "t1meMa$heen" }));
    expect(answer.status).toBe(201);
    for (const read of [answer, await scim.get(`/Users/${textAt(answer, "id")}?attributes=password`)]) {
      expect(read.text).not.toContain("t1meMa$heen");
      expect(read.text).not.toContain("password");
    }
  });

  for (const [what, second] of [
    ["the same userName", { externalId: "other" }],
    ["the same userName in other letters", { externalId: "other", userName: "ANA@contoso.com" }],
  ] as const) {
    test(`with ${what} is 409 uniqueness, names it, and leaves the first alone`, async ({ scim }) => {
      const first = await scim.post("/Users", userBody("ana"));
      const detail = expectScimError(await scim.post("/Users", userBody("ana", second)), 409, "uniqueness");
      expect(detail.toLowerCase()).toContain("ana@contoso.com");
      expect((await scim.get(`/Users/${textAt(first, "id")}`)).body).toEqual(first.body);
    });
  }

  test("twenty times the same userName at once creates one person", async ({ scim }) => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => scim.post("/Users", userBody("ana"))));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(19).fill(409)]);
    expect(select((await scim.get("/Users")).body, "totalResults")).toBe(1);
  });
});

test.describe("PUT", () => {
  test("replaces: what is not sent is gone, readOnly stays, the version moves", async ({ scim }) => {
    const created = await scim.post("/Users", everything);
    const id = textAt(created, "id");
    const answer = await scim.put(`/Users/${id}`, {
      schemas: [userUrn],
      id,
      userName: "ana@contoso.com",
      title: "CEO",
    });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      schemas: [userUrn],
      id,
      userName: "ana@contoso.com",
      title: "CEO",
      active: true,
      meta: {
        resourceType: "User",
        location: `${scim.baseUrl}/Users/${id}`,
        created: textAt(created, "meta.created"),
        lastModified: expect.any(String),
        version: expect.any(String),
      },
    });
    expect(textAt(answer, "meta.version")).not.toBe(textAt(created, "meta.version"));
    expect(answer.headers.get("etag")).toBe(textAt(answer, "meta.version"));
    expect((await scim.get(`/Users/${id}`)).body).toEqual(answer.body);
  });

  test("of what is there already changes neither version nor lastModified", async ({ scim }) => {
    const created = await scim.post("/Users", everything);
    const answer = await scim.put(`/Users/${textAt(created, "id")}`, everything);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(created.body);
  });

  test("without userName is 400 and changes nothing", async ({ scim }) => {
    const created = await scim.post("/Users", everything);
    const id = textAt(created, "id");
    expectScimError(await scim.put(`/Users/${id}`, { schemas: [userUrn], title: "CEO" }), 400, "invalidValue");
    expect((await scim.get(`/Users/${id}`)).body).toEqual(created.body);
  });

  test("to a userName that another has is 409 and changes neither", async ({ scim }) => {
    const ana = await createUser(scim, "ana");
    const bo = await scim.post("/Users", userBody("bo"));
    expectScimError(await scim.put(`/Users/${textAt(bo, "id")}`, userBody("ana")), 409, "uniqueness");
    expect((await scim.get(`/Users/${textAt(bo, "id")}`)).body).toEqual(bo.body);
    expect((await scim.get(`/Users/${ana}`)).status).toBe(200);
  });

  test("to its own userName in other letters is allowed", async ({ scim }) => {
    const id = await createUser(scim, "ana");
    const answer = await scim.put(`/Users/${id}`, userBody("ana", { userName: "Ana@Contoso.com" }));
    expect(answer.body).toMatchObject({ userName: "Ana@Contoso.com" });
  });
});

test.describe("PATCH", () => {
  test("is all or nothing: when the last operation fails, the first ones did not happen", async ({ scim }) => {
    const created = await scim.post("/Users", everything);
    const id = textAt(created, "id");
    const first = { op: "replace", path: "displayName", value: "Changed" };
    for (const [failing, scimType] of [
      [{ op: "replace", path: "noSuchAttribute", value: "x" }, "invalidPath"],
      [{ op: "replace", path: 'emails[type zz "work"].value', value: "x" }, "invalidFilter"],
      [{ op: "remove" }, "noTarget"],
      [{ op: "replace", path: "id", value: "x" }, "mutability"],
      [{ op: "replace", path: "active", value: "perhaps" }, "invalidValue"],
      // RFC 7644 §3.5.2.2: a required attribute that becomes unassigned is a mutability error.
      [{ op: "remove", path: "userName" }, "mutability"],
      [{ op: "copy", path: "title", value: "x" }, "invalidSyntax"],
    ] as const) {
      const answer = await scim.patch(`/Users/${id}`, [first, { op: "remove", path: "emails" }, failing]);
      expectScimError(answer, 400);
      expect.soft(answer.body, JSON.stringify(failing)).toMatchObject({ scimType });
      expect((await scim.get(`/Users/${id}`)).body).toEqual(created.body);
    }
  });

  test("applies its operations in order", async ({ scim }) => {
    const id = await createUser(scim, "ana");
    await scim.patch(`/Users/${id}`, [
      { op: "add", path: "title", value: "One" },
      { op: "remove", path: "title" },
      { op: "add", path: "title", value: "Two" },
      { op: "replace", path: "nickName", value: "A" },
      { op: "replace", path: "nickName", value: "B" },
    ]);
    expect((await scim.get(`/Users/${id}`)).body).toMatchObject({ title: "Two", nickName: "B" });
  });

  test("that changes nothing keeps version and lastModified", async ({ scim }) => {
    const created = await scim.post("/Users", everything);
    const id = textAt(created, "id");
    const answer = await scim.patch(`/Users/${id}`, [
      { op: "replace", path: "displayName", value: "ana Adams" },
      { op: "add", path: "roles", value: [{ value: "manager", primary: true }] },
      { op: "remove", path: 'phoneNumbers[type eq "fax"]' },
    ]);
    expect([200, 204]).toContain(answer.status);
    expect((await scim.get(`/Users/${id}`)).body).toEqual(created.body);
  });

  test("that changes something moves version, ETag and lastModified, and leaves created", async ({ scim }) => {
    const created = await scim.post("/Users", everything);
    const answer = await scim.patch(`/Users/${textAt(created, "id")}`, [{ op: "remove", path: "title" }]);
    expect(answer.status).toBe(200);
    expect(textAt(answer, "meta.version")).not.toBe(textAt(created, "meta.version"));
    expect(answer.headers.get("etag")).toBe(textAt(answer, "meta.version"));
    expect(textAt(answer, "meta.created")).toBe(textAt(created, "meta.created"));
    expect(Date.parse(textAt(answer, "meta.lastModified"))).toBeGreaterThanOrEqual(
      Date.parse(textAt(created, "meta.created")),
    );
    expect(select(answer.body, "title")).toBeUndefined();
  });

  test("to a userName that another has is 409 and changes nothing", async ({ scim }) => {
    await createUser(scim, "ana");
    const bo = await scim.post("/Users", userBody("bo"));
    const answer = await scim.patch(`/Users/${textAt(bo, "id")}`, [
      { op: "replace", path: "displayName", value: "Changed" },
      { op: "replace", path: "userName", value: "ANA@contoso.com" },
    ]);
    expectScimError(answer, 409, "uniqueness");
    expect((await scim.get(`/Users/${textAt(bo, "id")}`)).body).toEqual(bo.body);
  });

  test("gives only the attributes asked for", async ({ scim }) => {
    const id = await createUser(scim, "ana");
    const answer = await scim.patch(`/Users/${id}?attributes=title`, [{ op: "add", path: "title", value: "CEO" }]);
    expect(answer.body).toEqual({ schemas: [userUrn], id, title: "CEO" });
  });

  for (const [what, body] of [
    ["no schemas", { Operations: [] }],
    ["another schema", { schemas: [userUrn], Operations: [] }],
    ["no Operations", { schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"] }],
    ["Operations that are no array", { schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], Operations: {} }],
    [
      "an operation that is no object",
      { schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], Operations: ["add"] },
    ],
  ] as const) {
    test(`with ${what} is invalidSyntax or, where a client is known to send it, nothing`, async ({ scim }) => {
      const created = await scim.post("/Users", userBody("ana"));
      const id = textAt(created, "id");
      const answer = await scim.request("PATCH", `/Users/${id}`, { body: JSON.parse(JSON.stringify(body)) });
      if (answer.status >= 300) expectScimError(answer, 400, "invalidSyntax");
      expect((await scim.get(`/Users/${id}`)).body).toEqual(created.body);
    });
  }
});

test.describe("versions (RFC 7644 §3.14)", () => {
  const stale = 'W/"0"';

  for (const method of ["PUT", "PATCH", "DELETE"] as const) {
    const send = { PUT: userBody("ana", { title: "CEO" }), PATCH: undefined, DELETE: undefined }[method];
    const patch = {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
      Operations: [{ op: "add", path: "title", value: "CEO" }],
    };
    const body = method === "PATCH" ? patch : send;

    test(`${method} with a stale If-Match is 412 and changes nothing`, async ({ scim }) => {
      const created = await scim.post("/Users", userBody("ana"));
      const id = textAt(created, "id");
      expectScimError(await scim.request(method, `/Users/${id}`, { body, headers: { "if-match": stale } }), 412);
      expect((await scim.get(`/Users/${id}`)).body).toEqual(created.body);
    });

    for (const header of ["the current version", "*"] as const) {
      test(`${method} with If-Match of ${header} is done`, async ({ scim }) => {
        const created = await scim.post("/Users", userBody("ana"));
        const ifMatch = header === "*" ? "*" : `W/"0", ${textAt(created, "meta.version")}`;
        const answer = await scim.request(method, `/Users/${textAt(created, "id")}`, {
          body,
          headers: { "if-match": ifMatch },
        });
        expect(answer.status).toBe(method === "DELETE" ? 204 : 200);
      });
    }
  }

  test("GET with If-None-Match of the current version is 304 and empty", async ({ scim }) => {
    const created = await scim.post("/Users", userBody("ana"));
    const path = `/Users/${textAt(created, "id")}`;
    const same = await scim.get(path, { headers: { "if-none-match": textAt(created, "meta.version") } });
    expect(same.status).toBe(304);
    expect(same.text).toBe("");
    expect((await scim.get(path, { headers: { "if-none-match": stale } })).status).toBe(200);
  });
});

test.describe("writers at the same time", () => {
  test("thirty concurrent PATCHes of one person lose nothing", async ({ scim }) => {
    const id = await createUser(scim, "ana");
    const names = Array.from({ length: 30 }, (_, index) => `role-${index}`);
    const answers = await Promise.all(
      names.map((value) => scim.patch(`/Users/${id}`, [{ op: "add", path: "roles", value: [{ value }] }])),
    );
    const succeeded = names.filter((_, index) => answers[index]?.status === 200);
    const roles = select((await scim.get(`/Users/${id}`)).body, "roles");
    const kept = Array.isArray(roles) ? roles.map((role) => select(role, "value")) : [];
    expect(kept.sort()).toEqual([...succeeded].sort());
    expect(answers.map(({ status }) => status).filter((status) => status !== 200)).toEqual([]);
  });

  test("of two PUTs with the same If-Match one wins and the other is told", async ({ scim }) => {
    const created = await scim.post("/Users", userBody("ana"));
    const headers = { "if-match": textAt(created, "meta.version") };
    const answers = await Promise.all(
      ["One", "Two"].map((title) =>
        scim.put(`/Users/${textAt(created, "id")}`, userBody("ana", { title }), { headers }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
  });
});
