"use client";

import { useEffect, useState } from "react";
import type { Meaning } from "@/lib/console/who-is";
import type { Result } from "@/lib/inputs/result";

export interface Found {
  readonly id: string;
  readonly name: string;
  /** The userName of a person. */
  readonly detail?: string;
}

/** Who was called so, and is called otherwise or not here now. */
export interface FoundFormer {
  readonly id: string;
  readonly type: "User" | "Group";
  readonly name: string;
  readonly isHere: boolean;
  /** The name or address that matched. */
  readonly matched: string;
}

/** Who is refused, and was never here. */
export interface FoundRefused {
  readonly key: string;
  readonly name: string;
  readonly code: string;
  /** The request that was refused last. */
  readonly eventId: string;
}

export interface FoundInDirectory {
  readonly people: readonly Found[];
  readonly groups: readonly Found[];
  readonly former: readonly FoundFormer[];
  readonly refused: readonly FoundRefused[];
  /** What the query is, if it is an id. */
  readonly meanings: readonly Meaning[];
}

/** Searches one directory of the current organization. */
export type SearchDirectory = (directorySlug: string, query: string) => Promise<Result<FoundInDirectory>>;

/** A person types about five letters a second: one search a word is enough. */
const pauseMs = 180;
/** One letter is in every name. */
export const shortestQuery = 2;
const nothing: FoundInDirectory = { people: [], groups: [], former: [], refused: [], meanings: [] };

/** What of a directory matches the query, asked after a pause; a late answer to an older query is dropped. */
export function useDirectorySearch(search: SearchDirectory, directorySlug: string | undefined, query: string) {
  const wanted = query.trim();
  const key = directorySlug === undefined || wanted.length < shortestQuery ? undefined : `${directorySlug} ${wanted}`;
  const [answer, setAnswer] = useState<{ key: string; found: FoundInDirectory | undefined }>();
  useEffect(() => {
    if (key === undefined || directorySlug === undefined) return undefined;
    let dropped = false;
    const timer = setTimeout(() => {
      const settle = (found?: FoundInDirectory) => (dropped ? undefined : setAnswer({ key, found }));
      search(directorySlug, wanted).then(
        (result) => settle(result.ok ? result.value : undefined),
        () => settle(),
      );
    }, pauseMs);
    return () => {
      dropped = true;
      clearTimeout(timer);
    };
  }, [search, directorySlug, wanted, key]);
  const found = key === undefined ? undefined : answer?.found;
  const answered = key !== undefined && answer?.key === key;
  return {
    pending: key !== undefined && !answered,
    failed: answered && answer.found === undefined,
    ...(found ?? nothing),
  };
}
