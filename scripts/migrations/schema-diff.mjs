// What separates a database from prisma/schema.prisma, in SQL. Prisma's schema engine as WebAssembly, over the same
// driver as Muster's: the native engine that `prisma migrate diff` wants is a download.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";

// Where the engine says why, before it gives up.
globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message: (message) => console.error(message) };

/** The engine's package is made for bundlers; this does what they would: instantiate the module and hand it over. */
async function loadEngine() {
  const require = createRequire(import.meta.url);
  const glue = require.resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const bindings = await import(glue);
  const compiled = await WebAssembly.compile(await readFile(path.join(path.dirname(glue), "schema_engine_bg.wasm")));
  const instance = await WebAssembly.instantiate(compiled, { "./schema_engine_bg.js": bindings });
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return bindings.SchemaEngine;
}

/** The catalogues' one-byte type "char", which the driver adapter does not know, and text, which it does. */
const charType = 18;
const textType = 25;

/** A driver adapter that reads the catalogues' "char" columns as the engine wants them: as characters, never empty. */
function adapterOf(databaseUrl) {
  const factory = new PrismaPg({ connectionString: databaseUrl });
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const connection = await connect();
    const performIO = connection.performIO.bind(connection);
    const queryRaw = connection.queryRaw.bind(connection);
    const characters = new WeakMap();
    connection.performIO = async (query) => {
      const result = await performIO(query);
      const isCharacter = result.fields.map((field) => field.dataTypeID === charType);
      characters.set(query, isCharacter);
      const fields = result.fields.map((field, index) =>
        isCharacter[index] ? { ...field, dataTypeID: textType } : field,
      );
      return { ...result, fields };
    };
    connection.queryRaw = async (query) => {
      const { columnTypes, ...result } = await queryRaw(query);
      const isCharacter = characters.get(query);
      const types = columnTypes.map((type, index) => (isCharacter[index] ? ColumnTypeEnum.Character : type));
      return { ...result, columnTypes: types };
    };
    return connection;
  };
  return bindMigrationAwareSqlAdapterFactory(factory);
}

/** What stands in the migrations only, because the Prisma schema has no words for it: the engine would drop it. */
const beyondPrisma = new Set([
  // GIN indexes without a pending list or over trigrams, and partial ones.
  'DROP INDEX "User_keys_idx"',
  'DROP INDEX "Group_keys_idx"',
  'DROP INDEX "User_text_idx"',
  'DROP INDEX "Group_text_idx"',
  'DROP INDEX "LogIdentity_text_idx"',
  // Indexes with a generated column, or that include one.
  'DROP INDEX "ProvisioningEvent_facet_idx"',
  'DROP INDEX "ProvisioningEvent_directoryId_resourceId_id_idx"',
  'DROP INDEX "ProvisioningEvent_trouble_idx"',
  'DROP INDEX "Member_directoryId_memberUserId_idx"',
  'DROP INDEX "Member_directoryId_memberGroupId_idx"',
  'DROP INDEX "TrialRun_open_key"',
  'DROP INDEX "TrialRun_sandboxId_idx"',
  // Generated columns, and the foreign keys that start from them.
  'ALTER TABLE "User" DROP COLUMN "text"',
  'ALTER TABLE "LogIdentity" DROP COLUMN "text"',
  'ALTER TABLE "ProvisioningEvent" DROP COLUMN "facet"',
  'ALTER TABLE "Member" DROP COLUMN "memberUserId"',
  'ALTER TABLE "Member" DROP COLUMN "memberGroupId"',
  'ALTER TABLE "Member" DROP CONSTRAINT "Member_user_fkey"',
  'ALTER TABLE "Member" DROP CONSTRAINT "Member_memberGroup_fkey"',
]);

/** The statements of a script; an ALTER TABLE of several clauses becomes as many statements. */
function statementsOf(script) {
  const statements = script
    .replace(/^--.*$/gm, "")
    .split(/;\s*$/m)
    .map((statement) => statement.trim())
    .filter(Boolean);
  return statements.flatMap((statement) => {
    const [, table, clauses] = /^(ALTER TABLE "\w+") ([^]*)$/.exec(statement) ?? [];
    return clauses ? clauses.split(/,\n/).map((clause) => `${table} ${clause}`) : [statement];
  });
}

/**
 * @param {string} databaseUrl a database with every migration applied
 * @param {string} root the checkout
 * @returns {Promise<string[]>} the statements that would bring the database to the Prisma schema
 */
export async function diffSchema(databaseUrl, root) {
  const file = path.join(root, "prisma/schema.prisma");
  const files = [{ path: file, content: await readFile(file, "utf8") }];
  const SchemaEngine = await loadEngine();
  const datamodels = files.map((entry) => [entry.path, entry.content]);
  const engine = await SchemaEngine.new({ datamodels }, () => {}, adapterOf(databaseUrl));
  const { stdout } = await engine.diff({
    from: { tag: "schemaDatasource", files, configDir: root },
    to: { tag: "schemaDatamodel", files },
    script: true,
    exitCode: null,
    shadowDatabaseUrl: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  engine.free();
  return statementsOf(stdout ?? "").filter((statement) => !beyondPrisma.has(statement));
}
