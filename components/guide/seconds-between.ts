import type { SetupProgress } from "@/lib/applications/setup-progress";

/** How often an open guide reads itself again: often while the first requests are waited for; then as it is worth. */
export function secondsBetween({ steps, isOver }: SetupProgress): number {
  if (isOver) return 30;
  const awaited = steps.some(({ evidence }) => evidence.some(({ kind, sighting }) => kind === "person" && !sighting));
  return awaited ? 3 : 8;
}
