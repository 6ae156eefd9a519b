import { CsvError, parse } from "csv-parse/sync";
import { objectIdOf } from "./object-id";
import { attributeOfColumn, delimiterOf, isPreamble } from "./people-columns";
import { PeopleFileError, peopleMax } from "./people-file-error";
import type { PeopleFault, PeopleProblem } from "./people-file-error";
import type { SourceUser, Tenant } from "./tenant";

interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

interface Column {
  /** As the file names it. */
  readonly name: string;
  readonly attribute: string;
}

const separator = "\n";

/**
 * Reads the people of a CSV as the portal exports it ("Download users"), from Microsoft 365 or from a spreadsheet: columns
 * by name in any letters, commas, semicolons or tabs. Everybody in it is taken as assigned to the application.
 * @throws PeopleFileError with everything that is wrong
 */
export function readPeopleCsv(source: string): Tenant {
  const rows = rowsOf(source);
  const head = rows.findIndex(({ cells }) => !isPreamble(cells));
  const header = rows[head];
  if (header === undefined) throw new PeopleFileError([fault(null, "empty")]);
  const columns = columnsOf(header);
  const reader = new PeopleReader(columns);
  for (const row of rows.slice(head + 1)) reader.add(row);
  return reader.tenant();
}

const fault = (line: number | null, problem: PeopleProblem, column: string | null = null, value = ""): PeopleFault => ({
  line,
  column,
  problem,
  value,
});

function rowsOf(source: string): Row[] {
  // One kind of line end: the parser counts \r\n within quotes twice.
  const text = source.replace(/\r\n?/g, separator);
  const rows: Row[] = [];
  try {
    parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      record_delimiter: separator,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      relax_column_count: true,
      trim: true,
      on_record: (cells: string[], { lines }) => {
        const breaks = cells.reduce((count, cell) => count + cell.split(separator).length - 1, 0);
        rows.push({ line: lines - breaks, cells });
        return null;
      },
    });
    return rows;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const isOpen = error.code === "CSV_QUOTE_NOT_CLOSED";
    throw new PeopleFileError([fault((rows.at(-1)?.line ?? 0) + 1, isOpen ? "quoteNeverClosed" : "quoteInside")]);
  }
}

function columnsOf({ line, cells }: Row): readonly Column[] {
  const columns = cells.map((name) => ({ name, attribute: attributeOfColumn(name) }));
  const faults = columns.flatMap(({ name, attribute }, index) => {
    const other = attribute === "" ? undefined : columns.slice(0, index).find((each) => each.attribute === attribute);
    return other === undefined ? [] : [fault(line, "columnTwice", name, other.name)];
  });
  if (!columns.some(({ attribute }) => attribute === "userPrincipalName"))
    faults.unshift(fault(line, "noUserPrincipalName"));
  if (faults.length > 0) throw new PeopleFileError(faults);
  return columns;
}

interface Person extends SourceUser {
  readonly line: number;
  /** As the file has them: resolved when everybody is known. */
  readonly managerName: string | undefined;
}

class PeopleReader {
  private readonly faults: PeopleFault[] = [];
  private readonly people: Person[] = [];
  /** By userPrincipalName and objectId, in lower case. */
  private readonly byName = new Map<string, Person>();

  constructor(private readonly columns: readonly Column[]) {}

  add({ line, cells }: Row): void {
    if (cells.slice(this.columns.length).some((cell) => cell !== ""))
      this.faults.push(fault(line, "tooManyCells", null, String(cells.length)));
    const attributes: Record<string, string | boolean> = {};
    for (const [index, { name, attribute }] of this.columns.entries()) {
      const cell = (cells[index] ?? "").trim();
      if (attribute === "" || cell === "") continue;
      const value = attribute === "accountEnabled" ? truth(cell) : cell;
      if (value === undefined) this.faults.push(fault(line, "notTrueOrFalse", name, cell));
      else attributes[attribute] = value;
    }
    const { userPrincipalName, objectId, manager, ...others } = attributes;
    const name = this.requireName(line, userPrincipalName);
    if (name === undefined) return;
    const person: Person = {
      line,
      id: typeof objectId === "string" ? objectId : objectIdOf(`user ${name}`),
      attributes: { mailNickname: name.slice(0, name.indexOf("@")), ...others, userPrincipalName: name },
      managerName: typeof manager === "string" ? manager : undefined,
    };
    this.people.push(person);
    this.claim(person, name, "userPrincipalName");
    if (typeof objectId === "string") this.claim(person, objectId, "objectId");
  }

  private requireName(line: number, name: string | boolean | undefined): string | undefined {
    if (typeof name === "string" && name.includes("@")) return name;
    const column = this.nameOf("userPrincipalName");
    this.faults.push(
      name === undefined ? fault(line, "valueMissing", column) : fault(line, "noAt", column, String(name)),
    );
    return undefined;
  }

  private claim(person: Person, name: string, attribute: string): void {
    const key = name.toLowerCase();
    const other = this.byName.get(key);
    if (other) this.faults.push(fault(person.line, "twice", this.nameOf(attribute), String(other.line)));
    else this.byName.set(key, person);
  }

  private nameOf = (attribute: string): string =>
    this.columns.find((column) => column.attribute === attribute)?.name ?? attribute;

  /** @throws PeopleFileError */
  tenant(): Tenant {
    const { people } = this;
    if (people.length > peopleMax)
      throw new PeopleFileError([fault(null, "tooManyPeople", null, String(people.length))]);
    const users = people.map(({ managerName, line, ...person }): SourceUser => {
      if (managerName === undefined) return person;
      const manager = this.byName.get(managerName.toLowerCase());
      if (!manager) this.faults.push(fault(line, "nobodyOfThatName", this.nameOf("manager"), managerName));
      return manager ? { ...person, manager: manager.id } : person;
    });
    if (this.faults.length > 0)
      throw new PeopleFileError(this.faults.toSorted((one, other) => (one.line ?? 0) - (other.line ?? 0)));
    if (users.length === 0) throw new PeopleFileError([fault(null, "empty")]);
    return {
      id: objectIdOf("tenant of a file"),
      name: "CSV",
      scope: "all",
      roles: [{ id: objectIdOf("role User"), value: "User", displayName: "User" }],
      assignments: [],
      users: new Map(users.map((user) => [user.id, user])),
      groups: new Map(),
    };
  }
}

/** As spreadsheets of several countries write it. */
function truth(text: string): boolean | undefined {
  const lower = text.toLowerCase();
  if (["true", "yes", "1", "wahr", "vrai", "sant", "waar"].includes(lower)) return true;
  return ["false", "no", "0", "falsch", "faux", "falskt", "onwaar"].includes(lower) ? false : undefined;
}
