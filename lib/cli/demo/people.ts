import { names } from "./names";
import type { Name } from "./names";

export interface Person extends Name {
  /** Place in the list: everything else about a person follows from it. */
  readonly number: number;
  readonly department: string;
  readonly title: string;
  readonly site: Site;
  /** Login of whom they report to; the first of all reports to nobody. */
  readonly manager: string | undefined;
}

interface Site {
  readonly name: string;
  readonly street: string;
  readonly postalCode: string;
  readonly locality: string;
  readonly country: string;
  readonly language: string;
  readonly timezone: string;
  /** Of a range that the country keeps for fiction. */
  readonly phone: (number: number) => string;
}

const sites: readonly Site[] = [
  {
    name: "Stockholm",
    street: "Sveavägen 44",
    postalCode: "111 34",
    locality: "Stockholm",
    country: "SE",
    language: "sv-SE",
    timezone: "Europe/Stockholm",
    phone: (number) => `+46 8 465 004 ${twoDigits(number)}`,
  },
  {
    name: "London",
    street: "60 London Wall",
    postalCode: "EC2M 5TQ",
    locality: "London",
    country: "GB",
    language: "en-GB",
    timezone: "Europe/London",
    phone: (number) => `+44 20 7946 00${twoDigits(number)}`,
  },
  {
    name: "Seattle",
    street: "1201 3rd Avenue",
    postalCode: "98101",
    locality: "Seattle",
    country: "US",
    language: "en-US",
    timezone: "America/Los_Angeles",
    phone: (number) => `+1 206 555 01${twoDigits(number)}`,
  },
];

const departments: readonly (readonly [name: string, titles: readonly string[]])[] = [
  ["Customer Care", ["Customer Care Agent", "Senior Agent", "Team Lead", "Quality Analyst"]],
  ["Engineering", ["Software Engineer", "Senior Software Engineer", "Site Reliability Engineer", "Architect"]],
  ["Sales", ["Account Executive", "Sales Engineer", "Sales Development Representative"]],
  ["Finance", ["Accountant", "Financial Analyst", "Payroll Specialist"]],
  ["People", ["Recruiter", "People Partner", "Learning Specialist"]],
  ["Marketing", ["Content Designer", "Campaign Manager", "Brand Designer"]],
  ["IT", ["Identity Engineer", "Support Technician", "Network Engineer"]],
  ["Legal", ["Counsel", "Privacy Officer", "Contract Manager"]],
];

const twoDigits = (number: number) => String(number % 100).padStart(2, "0");

/** A round robin that fills the first departments more than the last. */
const departmentOf = (number: number): number => {
  const share = [0, 1, 0, 2, 1, 0, 3, 1, 4, 2, 0, 5, 1, 6, 0, 7];
  return share[number % share.length] ?? 0;
};

/** Everybody at Contoso, the same at every run. */
export const people: readonly Person[] = names.map((name, number) => {
  const [department, titles] = departments[departmentOf(number)] ?? ["Customer Care", ["Agent"]];
  const head = names[names.findIndex((_, other) => departmentOf(other) === departmentOf(number))];
  const isHead = head === name;
  const chief = names[0];
  return {
    ...name,
    number,
    department,
    title: name === chief ? "Chief Operating Officer" : isHead ? `Head of ${department}` : pick(titles, number),
    site: pick(sites, number * 7 + Math.floor(number / 5)),
    manager: name === chief ? undefined : isHead ? chief?.login : head?.login,
  };
});

/** Element of a list by a number of any size. @throws RangeError when the list is empty */
export function pick<T>(list: readonly T[], number: number): T {
  const element = list[number % list.length];
  if (element === undefined) throw new RangeError("nothing to pick from");
  return element;
}

/** Who of the list; the stories name people by their place in it. @throws RangeError beyond its end */
export function personAt(number: number): Person {
  const person = people[number];
  if (person === undefined) throw new RangeError(`the demo has no person ${number}`);
  return person;
}
