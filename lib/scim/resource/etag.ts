/** The weak entity tag of a version (RFC 7644 §3.14), also `meta.version`. */
export const etagOf = (version: number): string => `W/"${version}"`;

/** Whether an If-Match or If-None-Match header names this version; compared weakly, `*` names every version. */
export function matchesEtag(header: string, version: number): boolean {
  const own = `"${version}"`;
  return header.split(",").some((each) => {
    const tag = each.trim();
    return tag === "*" || (tag.startsWith("W/") ? tag.slice(2) : tag) === own;
  });
}
