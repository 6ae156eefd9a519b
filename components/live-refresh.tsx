"use client";

import { useRouter } from "next/navigation";
import { useEffect, useTransition } from "react";
import { routes } from "@/lib/routes";

/**
 * Has the page read again every `seconds` while it is looked at, and when it is looked at again. The time counts from when
 * the page has come: a slow server has one to make for each reader, not a pile of them. While nobody answers, the page
 * stays as it is: Next would leave it for one of the browser's own, from which nothing comes back.
 */
export function LiveRefresh({ seconds }: { seconds: number }) {
  const router = useRouter();
  const [isRefreshing, startRefresh] = useTransition();
  useEffect(() => {
    if (isRefreshing) return;
    const over = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isAsking = false;
    const isVisible = () => document.visibilityState === "visible";
    const refreshLater = () => {
      clearTimeout(timer);
      if (isVisible()) timer = setTimeout(() => void refresh(), seconds * 1_000);
    };
    const refresh = async () => {
      isAsking = true;
      const isServing = await serves(over.signal);
      isAsking = false;
      if (over.signal.aborted || !isVisible()) return;
      if (isServing) startRefresh(() => router.refresh());
      else refreshLater();
    };
    const onVisibility = () => {
      clearTimeout(timer);
      if (isVisible() && !isAsking) void refresh();
    };
    refreshLater();
    document.addEventListener("visibilitychange", onVisibility);
    return () => {
      over.abort();
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", onVisibility);
    };
  }, [router, seconds, isRefreshing]);
  return null;
}

/** Whether the server answers at present. */
async function serves(signal: AbortSignal): Promise<boolean> {
  try {
    const response = await fetch(routes.alive(), { cache: "no-store", signal });
    return response.ok;
  } catch {
    return false;
  }
}
