import type { Json, JsonObject } from "@/lib/scim/json";
import { isJsonObject } from "@/lib/scim/json-object";
import { codes } from "@/lib/insight/codes";
import { ScimError, invalidValue } from "@/lib/scim/errors";
import { bulkResponse, namesOf, readBulkOperation, readBulkRequest } from "@/lib/scim/messages/bulk";
import type { BulkOperation, BulkResult } from "@/lib/scim/messages/bulk";
import { bulkIdOfSegment, partReferences, referencesOf, resolveReferences } from "@/lib/scim/messages/bulk-references";
import { quote } from "@/lib/scim/quote";
import { patchOpUrn } from "@/lib/scim/urns";
import { bulkTargetOf, runWithin, writeTo } from "./bulk-operation";
import type { BulkTarget, Outcome } from "./bulk-operation";
import { deleteResource } from "./delete-resource";
import { bulkOperationsMax } from "./limits";
import type { Answer, ProvisioningRequest } from "./provisioning-request";

/**
 * POST of /Bulk (RFC 7644 §3.7). Operations run one after another in the order given; one that refers to a resource that
 * is still to be made waits for it. Where resources refer to each other in a circle, one is made without the references
 * and gets them as soon as the others are there. Each operation is atomic, and has its own row in the log.
 * @throws ScimError 400 for a body that is no BulkRequest, 413 for more operations than are announced
 */
export async function carryOutBulk(request: ProvisioningRequest, body: Json): Promise<Answer> {
  const { failOnErrors, operations } = readBulkRequest(body);
  if (operations.length > bulkOperationsMax) {
    throw new ScimError(
      413,
      undefined,
      `The request has ${operations.length} operations; at most ${bulkOperationsMax} (maxOperations) are carried out at once. Nothing was changed: send them in several requests.`,
      { code: codes.bodyTooLarge },
    );
  }
  const { trail, scope } = request;
  const results = await new BulkJob(request, operations, failOnErrors ?? Infinity).run();
  const failures = results.filter(({ status }) => status >= 400).length;
  const status = failures === 0 ? "success" : "warning";
  const detail = `${results.length} of ${operations.length} operations carried out, ${failures} of them refused.`;
  trail.step({ name: "bulk", status, detail });
  const text = JSON.stringify(bulkResponse(results));
  const event = trail.toEvent(scope, { action: "other", status, httpStatus: 200, detail, text });
  return { status: 200, text, event };
}

interface Task {
  readonly index: number;
  readonly names: ReturnType<typeof namesOf>;
  /** How to carry it out, or why it cannot be. */
  readonly work: { readonly operation: BulkOperation; readonly target: BulkTarget } | ScimError;
  /** bulkIds that it refers to. */
  readonly references: ReadonlySet<string>;
  /** What a resource made without its references still lacks. */
  readonly lacks?: JsonObject;
}

class BulkJob {
  private readonly results: (BulkResult | undefined)[] = [];
  private readonly makers = new Map<string, Task>();
  private readonly ids = new Map<string, string>();
  private readonly lost = new Set<string>();
  private pending: Task[];
  private errors = 0;

  constructor(
    private readonly request: ProvisioningRequest,
    operations: readonly Json[],
    private readonly errorsMax: number,
  ) {
    this.pending = operations.map((operation, index) => this.toTask(operation, index));
  }

  /** Results of what was begun, in the order of the request. */
  async run(): Promise<readonly BulkResult[]> {
    while (this.pending.length > 0 && this.errors < this.errorsMax) {
      const ready = this.pending.find((task) => this.openOf(task).length === 0);
      await this.carryOut(ready ?? this.inCircle());
    }
    // The operations that these wait for are not begun any more.
    for (const task of this.pending) if (task.lacks) await this.complete(task);
    return this.results.filter((result) => result !== undefined);
  }

  private toTask(raw: Json, index: number): Task {
    const names = namesOf(raw);
    const none: ReadonlySet<string> = new Set();
    try {
      const operation = readBulkOperation(raw);
      const { bulkId, method, data } = operation;
      const target = bulkTargetOf(this.request.scope.directory.profile, method, operation.path);
      const inPath = bulkIdOfSegment(target.id);
      const references = new Set([...referencesOf(data), ...(inPath === undefined ? [] : [inPath])]);
      const task = { index, names, work: { operation, target }, references };
      if (method !== "POST" || bulkId === undefined) return task;
      const work = invalidValue(`bulkId ${quote(bulkId)} is that of an earlier operation too. Give each POST its own.`);
      if (this.makers.has(bulkId)) return { index, names: { ...names, bulkId }, work, references: none };
      this.makers.set(bulkId, task);
      return task;
    } catch (error) {
      if (!(error instanceof ScimError)) throw error;
      const task = { index, names, work: error, references: none };
      const { bulkId } = names;
      if (names.method === "POST" && bulkId !== undefined && !this.makers.has(bulkId)) this.makers.set(bulkId, task);
      return task;
    }
  }

  /** References to what may still be made. */
  private openOf({ references }: Task): readonly string[] {
    return [...references].filter(
      (bulkId) => this.makers.has(bulkId) && !this.ids.has(bulkId) && !this.lost.has(bulkId),
    );
  }

  /** A POST that waits for itself, through others or directly: when nothing is ready, following the waiting leads to one. */
  private inCircle(): Task {
    const seen = new Set<Task>();
    let [task] = this.pending;
    for (; task && !seen.has(task); task = this.makers.get(this.openOf(task)[0] ?? "")) seen.add(task);
    if (!task) throw new Error("a bulk request neither has a ready operation nor a circle");
    return task;
  }

  private async carryOut(task: Task): Promise<void> {
    this.pending = this.pending.filter((each) => each !== task);
    if (task.lacks) return this.complete(task);
    const { names, work } = task;
    const method = names.method?.slice(0, 20) ?? "-";
    const path = work instanceof ScimError ? names.path : this.pathOf(work.target);
    const data = work instanceof ScimError ? null : resolveReferences(work.operation.data, this.idOf);
    let lacks: JsonObject | undefined;
    const role = `Operation ${task.index + 1}`;
    const ifMatch = work instanceof ScimError ? undefined : work.operation.version;
    const outcome = await runWithin(this.request, { method, path, data, ifMatch, role }, async (request) => {
      if (work instanceof ScimError) throw work;
      this.requireReferences(task);
      const target = { ...work.target, id: this.resolvedId(work.target.id) };
      if (this.openOf(task).length === 0 || !isJsonObject(data)) {
        return writeTo(request, work.operation.method, target, data);
      }
      const { now, later } = partReferences(data);
      lacks = later;
      return writeTo(request, work.operation.method, target, now);
    });
    this.settle(task, outcome);
    if (lacks && outcome.status < 400) this.pending.push({ ...task, lacks });
  }

  /** Gives a resource the references that it was made without; where that cannot be, the resource goes again. */
  private async complete(task: Task): Promise<void> {
    const { names, work, lacks = {} } = task;
    const id = this.ids.get(names.bulkId ?? "");
    if (work instanceof ScimError || id === undefined) return;
    this.pending = this.pending.filter((each) => each !== task);
    const target = { ...work.target, id };
    const Operations = Object.entries(lacks).map(([path, value]) => ({
      op: "add",
      path,
      value: value === undefined ? null : resolveReferences(value, this.idOf),
    }));
    const data = { schemas: [patchOpUrn], Operations };
    const path = this.pathOf(target);
    const about = { method: "PATCH", path, data, role: `The references of operation ${task.index + 1}` };
    const outcome = await runWithin(this.request, about, (request) => {
      this.requireReferences(task);
      const [open] = this.openOf(task);
      if (open !== undefined) throw conflict(open, "was not carried out");
      return writeTo(request, "PATCH", target, data);
    });
    if (outcome.status < 400) {
      this.results[task.index] = {
        ...this.results[task.index],
        ...named(names),
        version: outcome.version,
        status: 201,
      };
      return;
    }
    const undone = { method: "DELETE", path, data: null, role: `The taking back of operation ${task.index + 1}` };
    await runWithin(this.request, undone, (request) =>
      deleteResource(request, target.definition, id, { isUndone: true }),
    );
    this.settle(task, outcome);
  }

  private settle({ index, names, work }: Task, outcome: Outcome): void {
    const { status, version, response } = outcome;
    const failed = status >= 400;
    const { bulkId, method } = names;
    const known = work instanceof ScimError || method === "POST" ? undefined : this.locationOf(work.target);
    const location = failed ? known : (outcome.location ?? known);
    this.results[index] = { ...named(names), location, version, status, response };
    if (failed) this.errors += 1;
    const isMaker = bulkId !== undefined && this.makers.get(bulkId)?.index === index;
    if (!isMaker) return;
    const id = location?.slice(location.lastIndexOf("/") + 1);
    if (failed || id === undefined) {
      this.ids.delete(bulkId);
      this.lost.add(bulkId);
    } else this.ids.set(bulkId, id);
  }

  /** @throws ScimError 400 for a reference to no operation, 409 for one to an operation that failed */
  private requireReferences({ references }: Task): void {
    for (const bulkId of references) {
      if (this.lost.has(bulkId)) throw conflict(bulkId, "was refused");
      if (!this.makers.has(bulkId)) {
        throw invalidValue(
          `bulkId:${bulkId.slice(0, 100)} refers to no POST of this request. Give the operation that makes it that bulkId, or send the resource's id.`,
          { code: codes.bulkReference },
        );
      }
    }
  }

  private readonly idOf = (bulkId: string) => this.ids.get(bulkId);

  private resolvedId(id: string): string {
    const bulkId = bulkIdOfSegment(id);
    return bulkId === undefined ? id : (this.ids.get(bulkId) ?? id);
  }

  private pathOf({ definition, id }: BulkTarget): string {
    return id === "" ? definition.endpoint : `${definition.endpoint}/${this.resolvedId(id)}`;
  }

  private locationOf(target: BulkTarget): string {
    return `${this.request.baseUrl}${this.pathOf(target)}`;
  }
}

const named = ({ method, bulkId }: Task["names"]) => ({ method, bulkId });

/** RFC 7644 §3.7.1: a reference that cannot be resolved although its operation is there. */
const conflict = (bulkId: string, how: string) =>
  new ScimError(
    409,
    undefined,
    `bulkId:${bulkId.slice(0, 100)} stands for nothing, because the operation that makes it ${how}. Correct that one and send both again.`,
    { code: codes.bulkReference },
  );
