"use client";

import { ChevronDown } from "lucide-react";
import { useEffect, useRef, useState, type ReactNode } from "react";

export interface StepDisclosureProps {
  /** Opens and folds by itself when this changes; between, the reader decides. */
  isOpen: boolean;
  summary: ReactNode;
  children: ReactNode;
}

/** A step that unfolds. When it folds by itself while the focus is inside, the focus goes on to the step that opens. */
export function StepDisclosure({ isOpen, summary, children }: StepDisclosureProps) {
  const details = useRef<HTMLDetailsElement>(null);
  // Given to React once: else it would set it again at each refresh, over what the reader has chosen.
  const [openAtFirst] = useState(isOpen);
  const wasOpen = useRef(isOpen);
  const lastFocus = useRef(false);
  useEffect(() => {
    const element = details.current;
    if (element === null || wasOpen.current === isOpen) return;
    wasOpen.current = isOpen;
    // A button that is disabled or gone has let go of the focus; nothing else has taken it since.
    const { activeElement } = document;
    const hadFocus = element.contains(activeElement) || (activeElement === document.body && lastFocus.current);
    lastFocus.current = false;
    element.open = isOpen;
    if (isOpen || !hadFocus) return;
    const next = element.closest("ol")?.querySelector<HTMLElement>("[aria-current=step] summary");
    (next ?? element.querySelector("summary"))?.focus();
  }, [isOpen]);
  return (
    <details
      ref={details}
      open={openAtFirst}
      className="group"
      onFocus={() => (lastFocus.current = true)}
      onBlur={({ relatedTarget, currentTarget }) => {
        if (relatedTarget !== null && !currentTarget.contains(relatedTarget)) lastFocus.current = false;
      }}
    >
      <summary className="hover:bg-hover flex cursor-pointer list-none items-center gap-3 px-4 py-3 transition-colors focus-visible:-outline-offset-2 [&::-webkit-details-marker]:hidden">
        {summary}
        <ChevronDown
          aria-hidden
          className="text-muted size-4 shrink-0 transition-transform group-open:rotate-180 motion-reduce:transition-none"
        />
      </summary>
      {children}
    </details>
  );
}
