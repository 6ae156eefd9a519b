"use client";

import { ChevronDown, ChevronUp, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { Dialog as Radix } from "radix-ui";
import { useEffect, useRef, type ReactNode } from "react";
import { ExactTime } from "@/components/exact-time";
import { LogSentence } from "@/components/log-sentence";
import { StatusBadge } from "@/components/status-badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Kbd } from "@/components/ui/kbd";
import { Tooltip } from "@/components/ui/tooltip";
import { useMediaQuery } from "@/components/use-media-query";
import type { EventDto } from "@/lib/console/logs";

export interface EventDrawerProps {
  eventId: string;
  event: EventDto | undefined;
  /** The row and its neighbours in the list, in order. */
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
  const next = index === -1 ? undefined : hrefs[index + 1]?.href;
  const previous = index === -1 ? undefined : hrefs[index - 1]?.href;

  useEffect(() => {
    const onKey = (pressed: KeyboardEvent) => {
      if (pressed.metaKey || pressed.ctrlKey || pressed.altKey || isTyping(pressed.target)) return;
      const href = pressed.key === "j" ? next : pressed.key === "k" ? previous : undefined;
      if (href !== undefined) router.replace(href, { scroll: false });
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [router, next, previous]);

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
          onInteractOutside={beside ? (outside) => outside.preventDefault() : undefined}
          className="bg-surface shadow-overlay animate-slide-in-right fixed inset-y-0 right-0 z-40 flex w-[min(34rem,100vw)] flex-col border-l outline-none"
        >
          <div className="flex items-start gap-3 border-b px-5 py-4">
            <div className="min-w-0 flex-1">
              <Radix.Title className="text-base font-semibold [&_bdi]:font-semibold">
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
              <Step label={t("previous")} shortcut="k" href={previous} icon={<ChevronUp aria-hidden />} />
              <Step label={t("next")} shortcut="j" href={next} icon={<ChevronDown aria-hidden />} />
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
  href: string | undefined;
  icon: ReactNode;
}

function Step({ label, shortcut, href, icon }: StepProps) {
  const router = useRouter();
  return (
    <Tooltip
      content={
        <>
          {label} <Kbd className="ml-1">{shortcut}</Kbd>
        </>
      }
    >
      <Button
        variant="ghost"
        size="iconSm"
        aria-label={label}
        disabled={href === undefined}
        onClick={() => (href === undefined ? undefined : router.replace(href, { scroll: false }))}
      >
        {icon}
      </Button>
    </Tooltip>
  );
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
