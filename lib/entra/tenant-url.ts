/** A Tenant URL as Entra reads it: what it appends to, and the flags that ride on it. */
export interface TenantUrl {
  /** Without trailing slash: Entra appends /Users, /Groups and /Schemas (ENTRA.md §1.2). */
  readonly base: string;
  /** Whether the PATCH dialect is the compliant one (ENTRA.md §4.2). */
  readonly isCompliant: boolean;
}

const flag = "aadoptscim062020";

/** Reads what an administrator pasted into Tenant URL. Undefined: it is no http(s) address. */
export function readTenantUrl(text: string): TenantUrl | undefined {
  const trimmed = text.trim();
  if (!URL.canParse(trimmed)) return undefined;
  const url = new URL(trimmed);
  if (url.protocol !== "http:" && url.protocol !== "https:") return undefined;
  const isCompliant = [...url.searchParams.keys()].some((name) => name.toLowerCase() === flag);
  return { base: `${url.origin}${url.pathname.replace(/\/+$/, "")}`, isCompliant };
}
