"use client";

import { useRouter } from "next/navigation";
import { useCallback } from "react";
import { useListKeys } from "./use-list-keys";

/** j opens the first request of the list, as long as none is open. */
export function FirstRowKey({ href }: { href: string }) {
  const router = useRouter();
  useListKeys(
    useCallback(
      (by) => {
        if (by === 1) router.push(href, { scroll: false });
      },
      [router, href],
    ),
  );
  return null;
}
