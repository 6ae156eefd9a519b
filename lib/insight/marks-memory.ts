import type { ObjectMarks } from "./fold-cycle";

/** What became of the objects of a cycle, by object key, up to a row of the log. */
interface Remembered {
  readonly cycleId: string;
  readonly watermark: string;
  readonly marks: Map<string, ObjectMarks>;
}

/** Some 150 bytes each. */
const keysMax = 150_000;

/**
 * What this process knows of running cycles from one survey to the next, so that it need not ask the log again about each
 * person who is written once more. It is worth something only to whoever comes next: a survey by another process, or one
 * that was rolled back, has left the directory at another place of its log, and then nothing is known.
 */
export class MarksMemory {
  private readonly directories = new Map<string, Remembered>();

  /** Hands over what is known of all objects of a cycle up to a place of the log, and forgets it; undefined: not known. */
  take(directoryId: string, cycleId: string, watermark: string): Map<string, ObjectMarks> | undefined {
    const known = this.directories.get(directoryId);
    this.directories.delete(directoryId);
    return known?.cycleId === cycleId && known.watermark === watermark ? known.marks : undefined;
  }

  /** Remembers, as long as there is room; who was surveyed longest ago is forgotten first. */
  keep(directoryId: string, remembered: Remembered): void {
    this.directories.set(directoryId, remembered);
    let keys = 0;
    for (const { marks } of this.directories.values()) keys += marks.size;
    for (const [id, { marks }] of this.directories) {
      if (keys <= keysMax) return;
      keys -= marks.size;
      this.directories.delete(id);
    }
  }
}
