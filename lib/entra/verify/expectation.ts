import { z } from "zod";

const Resource = z.object({
  kind: z.enum(["user", "group"]),
  /** By the text of the mapping's target; references are not among them. */
  values: z.record(z.string(), z.string()),
  /** Key of the resource that is the manager. */
  manager: z.string().optional(),
  /** Keys of resources. */
  members: z.array(z.string()),
});
/** A resource that should be in the directory. */
export type ExpectedResource = z.infer<typeof Resource>;

const Link = z.object({
  kind: z.enum(["user", "group"]),
  /** Key of the resource it became; absent: none. */
  resource: z.string().optional(),
  /** Whether it is still provisioned. */
  managed: z.boolean(),
  /** All of it that was looked at last. */
  seen: z.string(),
  /** Whether a manager was written. */
  hasManager: z.boolean(),
  /** objectIds of the members that were written. */
  members: z.array(z.string()),
  /** What was refused, and when it is tried again. */
  refused: z
    .object({ seen: z.string(), code: z.string(), attempts: z.number(), next: z.number(), since: z.number() })
    .optional(),
});
/** What an object of Entra's has become. */
export type ExpectedLink = z.infer<typeof Link>;

/**
 * What a directory should hold after the cycles so far: worked out from the tenant alone, by the rules of ENTRA.md §3 and §5,
 * without looking at what any client did or any server answered.
 */
const ExpectationInput = z.object({
  version: z.literal(1),
  /** Resources made so far. */
  made: z.number(),
  /** Mappings and scope of the last cycle: others make the next a full one. */
  configuration: z.string(),
  resources: z.record(z.string(), Resource),
  links: z.record(z.string(), Link),
});

export interface Expectation {
  made: number;
  configuration: string;
  readonly resources: Map<string, ExpectedResource>;
  /** By objectId. */
  readonly links: Map<string, ExpectedLink>;
}

/** Before the first cycle against an empty directory. */
export const expectNothing = (): Expectation => ({
  made: 0,
  configuration: "",
  resources: new Map(),
  links: new Map(),
});

/** After "Restart provisioning": what is in the directory stays, whose it is has to be found out again. */
export const expectRestart = ({ made, resources }: Expectation): Expectation => ({
  made,
  resources,
  configuration: "",
  links: new Map(),
});

/** One that can be written on without changing the other. */
export const copyOf = ({ made, configuration, resources, links }: Expectation): Expectation => ({
  made,
  configuration,
  resources: new Map(
    [...resources].map(([key, resource]) => [
      key,
      { ...resource, values: { ...resource.values }, members: [...resource.members] },
    ]),
  ),
  links: new Map([...links].map(([id, link]) => [id, { ...link, members: [...link.members] }])),
});

/** @throws Error when the text is no expectation */
export function parseExpectation(text: string): Expectation {
  const { resources, links, made, configuration } = ExpectationInput.parse(JSON.parse(text));
  return { made, configuration, resources: new Map(Object.entries(resources)), links: new Map(Object.entries(links)) };
}

export const serializeExpectation = ({ resources, links, ...rest }: Expectation): string =>
  JSON.stringify({
    version: 1,
    ...rest,
    resources: Object.fromEntries(resources),
    links: Object.fromEntries(links),
  });
