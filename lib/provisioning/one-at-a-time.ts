const last = new Map<string, Promise<unknown>>();

/**
 * Runs the tasks of one key one after another, in the order they came; those of different keys do not wait for each other.
 * Writers of one resource in this process take turns here instead of racing, or waiting for a row with a connection each.
 */
export async function oneAtATime<Result>(key: string, task: () => Promise<Result>): Promise<Result> {
  const turn = (last.get(key) ?? Promise.resolve()).then(task, task);
  last.set(key, turn);
  try {
    return await turn;
  } finally {
    if (last.get(key) === turn) last.delete(key);
  }
}
