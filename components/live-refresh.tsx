"use client";

import { useRouter } from "next/navigation";
import { useEffect, useTransition } from "react";

/**
 * Has the page read again every `seconds` while it is looked at, and when it is looked at again. The time counts from when
 * the page has come: a slow server has one to make for each reader, not a pile of them.
 */
export function LiveRefresh({ seconds }: { seconds: number }) {
  const router = useRouter();
  const [isRefreshing, startRefresh] = useTransition();
  useEffect(() => {
    if (isRefreshing) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refresh = () => startRefresh(() => router.refresh());
    const isVisible = () => document.visibilityState === "visible";
    const onVisibility = () => {
      clearTimeout(timer);
      if (isVisible()) refresh();
    };
    if (isVisible()) timer = setTimeout(refresh, seconds * 1_000);
    document.addEventListener("visibilitychange", onVisibility);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", onVisibility);
    };
  }, [router, seconds, isRefreshing]);
  return null;
}
