// Another SCIM service, set up as its own documentation says: scimmy-routers on Express, people and groups in memory. What
// the documentation leaves to the handlers (filters, conflicts, a person's groups) they do.

import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import express from "express";
import SCIMMY from "scimmy";
import SCIMMYRouters from "scimmy-routers";

const notFound = (id) => new SCIMMY.Types.Error(404, "", `Resource ${id} not found`);

class Store {
  rows = new Map();

  constructor(unique) {
    this.unique = unique;
  }

  write(id, instance) {
    const before = this.rows.get(id);
    if (id !== undefined && before === undefined) throw notFound(id);
    const values = JSON.parse(JSON.stringify(instance));
    const name = (row) => String(row[this.unique]).toLowerCase();
    for (const row of this.rows.values()) {
      if (row.id !== id && name(row) === name(values)) {
        throw new SCIMMY.Types.Error(409, "uniqueness", `${this.unique} is already taken`);
      }
    }
    const now = new Date();
    const row = {
      ...values,
      id: id ?? randomUUID(),
      meta: { created: before?.meta.created ?? now, lastModified: now },
    };
    this.rows.set(row.id, row);
    return row;
  }

  read({ id, filter }) {
    if (id === undefined) return filter ? filter.match([...this.rows.values()]) : [...this.rows.values()];
    const row = this.rows.get(id);
    if (row === undefined) throw notFound(id);
    return row;
  }

  remove(id) {
    if (!this.rows.delete(id)) throw notFound(id);
  }
}

export async function startScimmyServer() {
  const token = randomUUID();
  const users = new Store("userName");
  const groups = new Store("displayName");
  const withGroups = (user) => {
    const theirs = [...groups.rows.values()].filter(({ members }) => members?.some(({ value }) => value === user.id));
    if (theirs.length === 0) return user;
    return { ...user, groups: theirs.map(({ id, displayName }) => ({ value: id, display: displayName })) };
  };
  SCIMMY.Resources.declare(SCIMMY.Resources.User.extend(SCIMMY.Schemas.EnterpriseUser, false))
    .ingress((resource, instance) => withGroups(users.write(resource.id, instance)))
    .egress((resource) => {
      const found = users.read(resource);
      return Array.isArray(found) ? found.map(withGroups) : withGroups(found);
    })
    .degress((resource) => users.remove(resource.id));
  SCIMMY.Resources.declare(SCIMMY.Resources.Group)
    .ingress((resource, instance) => groups.write(resource.id, instance))
    .egress((resource) => groups.read(resource))
    .degress((resource) => groups.remove(resource.id));
  const app = express();
  const handler = (request) => {
    if (request.header("Authorization") !== `Bearer ${token}`) throw new Error("Authorization not detected!");
    return "test";
  };
  app.use("/scim", new SCIMMYRouters({ type: "bearer", handler }));
  const server = createServer(app);
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    tenantUrl: `http://127.0.0.1:${server.address().port}/scim`,
    token,
    count: () => users.rows.size + groups.rows.size,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(resolve);
      }),
  };
}
