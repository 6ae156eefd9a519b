import { defineConfig } from "prisma/config";

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  // Only the development commands of Prisma read this; Muster itself connects through lib/db/pool.ts.
  datasource: { url: process.env.DATABASE_URL ?? "postgresql://localhost/muster" },
});
