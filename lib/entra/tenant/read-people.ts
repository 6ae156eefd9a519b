import { PeopleFileError, peopleMax } from "./people-file-error";
import type { PeopleFault } from "./people-file-error";
import { readPeopleCsv } from "./read-people-csv";
import { readTenant, TenantFileError } from "./read-tenant";
import type { Tenant } from "./tenant";

/**
 * Reads people from whatever somebody has of them: a CSV, or a tenant in YAML or JSON.
 * @throws PeopleFileError with everything that is wrong
 */
export function readPeople(source: string): Tenant {
  if (source.trim() === "") throw new PeopleFileError([{ line: null, column: null, problem: "empty", value: "" }]);
  return isTenantFile(source) ? readTenantFile(source) : readPeopleCsv(source);
}

/** JSON begins with a brace; YAML has its people under `users:`. */
const isTenantFile = (source: string): boolean => /^\uFEFF?\s*\{/.test(source) || /^users:/m.test(source);

function readTenantFile(source: string): Tenant {
  try {
    const tenant = readTenant(source.replace(/^\uFEFF/, ""));
    const { size } = tenant.users;
    if (size > peopleMax)
      throw new PeopleFileError([{ line: null, column: null, problem: "tooManyPeople", value: String(size) }]);
    if (size === 0) throw new PeopleFileError([{ line: null, column: null, problem: "empty", value: "" }]);
    return tenant;
  } catch (error) {
    if (error instanceof TenantFileError) throw new PeopleFileError(toFaults(error.message));
    throw error;
  }
}

/** Of what YAML is not, the first line says it all; below it is a picture of the place. */
function toFaults(message: string): PeopleFault[] {
  const lines = message.split("\n");
  const [, what, line] = /^(.*) at line (\d+), column \d+:$/.exec(lines[0] ?? "") ?? [];
  return what === undefined ? lines.map(toFault) : [{ ...toFault(what), line: Number(line) }];
}

/** "line 3: users.0.manager: …" */
function toFault(text: string): PeopleFault {
  const [, line, rest = text] = /^line (\d+): (.*)$/.exec(text) ?? [];
  return { line: line === undefined ? null : Number(line), column: null, problem: "tenantFile", value: rest };
}
