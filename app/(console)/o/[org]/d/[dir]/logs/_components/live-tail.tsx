"use client";

import { ArrowUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { LiveRefresh } from "@/components/live-refresh";
import { Button } from "@/components/ui/button";

export interface LiveTailProps {
  /** Where new rows under the page's filters are told of. */
  href: string;
  /** Id of the newest row that the page knows. */
  known: string;
  /** A request is open beside the list: its neighbours stay where they are. */
  held: boolean;
  /** More are told as "more than". */
  most: number;
}

/** What is read in passing opens no stream. */
const startMs = 1_000;
const topPx = 120;

/**
 * Shows new rows as they come. While somebody reads further down, looks at one request, or at another tab, the list stays
 * as it is and says how many have come; so it also does when the browser could not be told, every ten seconds.
 */
export function LiveTail({ href, known, held, most }: LiveTailProps) {
  const t = useTranslations("logs");
  const router = useRouter();
  const [counted, setCounted] = useState({ since: known, count: 0 });
  // Those that came before the list was read are in it.
  const waiting = counted.since === known ? counted.count : 0;
  const [lost, setLost] = useState(false);
  const paused = useRef(false);
  const newest = useRef(known);
  useEffect(() => void (newest.current = known), [known]);

  useEffect(() => {
    let source: EventSource | undefined;
    const isPaused = () => held || document.visibilityState === "hidden" || window.scrollY > topPx;
    const show = () => {
      setCounted({ since: newest.current, count: 0 });
      router.refresh();
    };
    const open = () => {
      source = new EventSource(`${href}${href.includes("?") ? "&" : "?"}known=${newest.current}`);
      source.onmessage = ({ data }) => {
        const count = countIn(data);
        const since = newest.current;
        if (isPaused()) setCounted((before) => ({ since, count: (before.since === since ? before.count : 0) + count }));
        else show();
        paused.current = isPaused();
      };
      source.onerror = () => {
        if (source?.readyState === EventSource.CLOSED) setLost(true);
      };
    };
    // Back at the top, what had waited is shown.
    const resume = () => {
      if (!paused.current || isPaused()) return;
      paused.current = false;
      show();
    };
    const timer = setTimeout(open, startMs);
    document.addEventListener("visibilitychange", resume);
    window.addEventListener("scroll", resume, { passive: true });
    return () => {
      clearTimeout(timer);
      source?.close();
      document.removeEventListener("visibilitychange", resume);
      window.removeEventListener("scroll", resume);
    };
  }, [href, held, router]);

  return (
    <>
      {lost && !held ? <LiveRefresh seconds={10} /> : null}
      <div role="status" className="pointer-events-none sticky top-3 z-20 flex h-0 justify-center">
        {waiting === 0 ? null : (
          <Button
            variant="primary"
            size="sm"
            className="shadow-overlay pointer-events-auto"
            onClick={() => {
              setCounted({ since: known, count: 0 });
              paused.current = false;
              window.scrollTo({ top: 0 });
              router.refresh();
            }}
          >
            <ArrowUp aria-hidden />
            {waiting > most ? t("newRowsMore", { count: most }) : t("newRows", { count: waiting })}
          </Button>
        )}
      </div>
    </>
  );
}

function countIn(data: unknown): number {
  const told: unknown = JSON.parse(String(data));
  return typeof told === "object" && told !== null && "count" in told && typeof told.count === "number"
    ? told.count
    : 0;
}
