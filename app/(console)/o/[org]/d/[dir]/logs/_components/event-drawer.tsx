"use client";

import { ChevronDown, ChevronUp, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { Dialog as Radix } from "radix-ui";
import { useCallback, useEffect, useRef, useTransition, type ReactNode } from "react";
import { ExactTime } from "@/components/exact-time";
import { LogSentence } from "@/components/log-sentence";
import { StatusBadge } from "@/components/status-badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Kbd } from "@/components/ui/kbd";
import { Tooltip } from "@/components/ui/tooltip";
import { useMediaQuery } from "@/components/use-media-query";
import type { EventDto } from "@/lib/console/logs";
import { rowElementId } from "./row-element-id";
import { useListKeys } from "./use-list-keys";

export interface EventDrawerProps {
  eventId: string;
  event: EventDto | undefined;
  /** The row and some of its neighbours in the list, in order. */
  hrefs: readonly { readonly id: string; readonly href: string }[];
  closeHref: string;
  children: ReactNode;
}

/**
 * One request beside the list it came from. From 1200 px the list stays usable and makes way; below, the drawer covers
 * it and keeps the focus. j and k go to the next and previous request, Esc closes.
 */
export function EventDrawer({ eventId, event, hrefs, closeHref, children }: EventDrawerProps) {
  const t = useTranslations("event");
  const router = useRouter();
  const content = useRef<HTMLDivElement>(null);
  const beside = useMediaQuery("(min-width: 75rem)");
  const index = hrefs.findIndex(({ id }) => id === eventId);
  // Who presses j faster than requests come gets as far as they pressed, also when one in between comes first.
  const [isGoing, go] = useTransition();
  const asked = useRef<string>(undefined);
  useEffect(() => {
    if (!isGoing) asked.current = undefined;
  }, [isGoing, eventId, hrefs]);
  const step = useCallback(
    (by: 1 | -1) => {
      const from = hrefs.findIndex(({ id }) => id === (asked.current ?? eventId));
      const to = from === -1 ? undefined : hrefs[from + by];
      if (to === undefined) return;
      asked.current = to.id;
      go(() => router.replace(to.href, { scroll: false }));
    },
    [router, eventId, hrefs],
  );
  useListKeys(step);
  // Its row stays in sight, also of a link that somebody was sent.
  useEffect(() => {
    if (beside) document.getElementById(rowElementId(eventId))?.closest("tr")?.scrollIntoView({ block: "nearest" });
  }, [beside, eventId]);

  return (
    <Radix.Root
      open
      modal={!beside}
      onOpenChange={(open) => (open ? undefined : router.push(closeHref, { scroll: false }))}
    >
      <Radix.Portal>
        {beside ? null : <Radix.Overlay className="bg-overlay animate-fade-in fixed inset-0 z-30" />}
        <Radix.Content
          ref={content}
          tabIndex={-1}
          aria-describedby={undefined}
          // To the drawer as a whole, so that it is read from its title, and no button looks chosen.
          onOpenAutoFocus={(opened) => {
            opened.preventDefault();
            content.current?.focus();
          }}
          // Where the list has no such row, to whatever had it before.
          onCloseAutoFocus={(closed) => {
            const row = document.getElementById(rowElementId(eventId));
            if (row === null) return;
            closed.preventDefault();
            row.focus();
          }}
          onInteractOutside={beside ? (outside) => outside.preventDefault() : undefined}
          className="bg-surface shadow-overlay animate-slide-in-right fixed inset-y-0 right-0 z-40 flex w-[min(34rem,100vw)] flex-col border-l outline-none"
        >
          <div className="flex items-start gap-3 border-b px-5 py-4">
            <div className="min-w-0 flex-1">
              <Radix.Title className="text-base font-semibold break-words [&_bdi]:font-semibold">
                {event === undefined ? (
                  t("missingTitle")
                ) : (
                  <LogSentence {...event} modifiedPaths={[]} detail={null} isHeld={false} />
                )}
              </Radix.Title>
              {event === undefined ? null : <ExactTime date={event.at} className="text-muted" />}
            </div>
            {event === undefined ? null : <StatusBadge status={event.status} />}
            <div className="-mt-0.5 -mr-2 flex">
              <Step
                label={t("previous")}
                shortcut="k"
                disabled={index < 1}
                icon={<ChevronUp aria-hidden />}
                onStep={() => step(-1)}
              />
              <Step
                label={t("next")}
                shortcut="j"
                disabled={index === -1 || index === hrefs.length - 1}
                icon={<ChevronDown aria-hidden />}
                onStep={() => step(1)}
              />
              <Button
                variant="ghost"
                size="iconSm"
                aria-label={t("close")}
                onClick={() => router.push(closeHref, { scroll: false })}
              >
                <X aria-hidden />
              </Button>
            </div>
          </div>
          {children ?? <EmptyState title={t("missingTitle")} text={t("missingText")} />}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

interface StepProps {
  label: string;
  /** The key that does the same. */
  shortcut: string;
  disabled: boolean;
  icon: ReactNode;
  onStep: () => void;
}

function Step({ label, shortcut, disabled, icon, onStep }: StepProps) {
  return (
    <Tooltip
      content={
        <>
          {label} <Kbd className="ml-1">{shortcut}</Kbd>
        </>
      }
    >
      <Button variant="ghost" size="iconSm" aria-label={label} disabled={disabled} onClick={onStep}>
        {icon}
      </Button>
    </Tooltip>
  );
}
