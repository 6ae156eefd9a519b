"use client";

import { useTimeZone } from "next-intl";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { timeZoneCookie } from "@/i18n/time-zone";

const yearS = 365 * 24 * 60 * 60;

/** Tells the server the reader's time zone, once, and has the page drawn again in it. */
export function ReaderZone() {
  const shown = useTimeZone();
  const router = useRouter();
  useEffect(() => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (zone === shown || document.cookie.includes(`${timeZoneCookie}=${encodeURIComponent(zone)}`)) return;
    document.cookie = `${timeZoneCookie}=${encodeURIComponent(zone)}; path=/; max-age=${yearS}; samesite=lax`;
    router.refresh();
  }, [shown, router]);
  return null;
}
