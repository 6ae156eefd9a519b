"use client";

import { CircleAlert } from "lucide-react";
import { useEffect, useRef } from "react";

/** What is wrong with the form as a whole. It is read out as it appears, and takes the focus so that it is not missed. */
export function FormError({ children }: { children: string | undefined }) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (children !== undefined) element.current?.focus();
  }, [children]);
  if (children === undefined) return null;
  return (
    <div
      ref={element}
      role="alert"
      tabIndex={-1}
      className="bg-danger-soft text-danger flex items-start gap-2 rounded-lg px-3 py-2.5 font-medium outline-none"
    >
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      {children}
    </div>
  );
}
