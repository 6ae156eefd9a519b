/** Types of start-muster.mjs, for the tests that are TypeScript. */

export function freePort(): Promise<number>;

export interface LaunchedMuster {
  readonly pid: number | undefined;
  readonly exited: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
  printed(): string;
  kill(signal: NodeJS.Signals): boolean;
  waitFor(pattern: RegExp): Promise<RegExpExecArray>;
  stop(): Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
}

export function launchMuster(
  env: Readonly<Record<string, string>>,
  options?: { readonly script?: string; readonly args?: readonly string[] },
): LaunchedMuster;

export const readyLine: RegExp;
