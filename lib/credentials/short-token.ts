/** How a token is named without giving it away: mus_k7Qd…x9Fa. */
export function shortToken({ key, lastFour }: { readonly key: string; readonly lastFour: string }): string {
  return `mus_${key.slice(0, 4)}…${lastFour}`;
}
