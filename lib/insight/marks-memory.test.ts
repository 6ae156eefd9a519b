import { describe, expect, test } from "vitest";
import type { ObjectMarks } from "./fold-cycle";
import { MarksMemory } from "./marks-memory";

const marksOf = (count: number) =>
  new Map<string, ObjectMarks>(
    Array.from({ length: count }, (_, at) => [
      `id:${at}`,
      { seen: true, created: false, updated: true, disabled: false, deleted: false, failed: false },
    ]),
  );

describe("what a process knows of running cycles", () => {
  test("is handed to the survey that goes on where the last one ended, once", () => {
    const memory = new MarksMemory();
    const marks = marksOf(3);
    memory.keep("d", { cycleId: "c", watermark: "7", marks });
    expect(memory.take("d", "c", "7")).toBe(marks);
    expect(memory.take("d", "c", "7")).toBeUndefined();
  });

  test("is nothing where the log was read on by somebody else, or another cycle runs", () => {
    const memory = new MarksMemory();
    memory.keep("d", { cycleId: "c", watermark: "7", marks: marksOf(3) });
    expect(memory.take("d", "c", "8")).toBeUndefined();
    memory.keep("d", { cycleId: "c", watermark: "7", marks: marksOf(3) });
    expect(memory.take("d", "e", "7")).toBeUndefined();
    expect(memory.take("another", "c", "7")).toBeUndefined();
  });

  test("has a limit, beyond which the directories kept first are forgotten first", () => {
    const memory = new MarksMemory();
    for (const id of ["a", "b", "c"]) memory.keep(id, { cycleId: "c", watermark: "7", marks: marksOf(60_000) });
    expect(memory.take("a", "c", "7")).toBeUndefined();
    expect(memory.take("b", "c", "7")?.size).toBe(60_000);
    expect(memory.take("c", "c", "7")?.size).toBe(60_000);
    memory.keep("huge", { cycleId: "c", watermark: "7", marks: marksOf(150_001) });
    expect(memory.take("huge", "c", "7")).toBeUndefined();
  });
});
