"use client";

import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { Button } from "./button";
import { cn } from "./cn";

export const Dialog = Radix.Root;
export const DialogTrigger = Radix.Trigger;
export const DialogClose = Radix.Close;

export interface DialogContentProps extends Omit<ComponentProps<typeof Radix.Content>, "title"> {
  title: ReactNode;
  description?: ReactNode;
  /** Name of the × in the corner; without it there is none (Esc still closes). */
  closeLabel?: string;
}

/** The first thing of a dialog to be filled in. */
const fields = "input:not([type=hidden], [disabled], [aria-hidden]), textarea:not([disabled]), [role=combobox]";

/**
 * A modal dialog: focus moves in, to what is to be filled in where there is such, and is kept; Esc and a press outside close
 * it, focus returns to what opened it.
 */
export function DialogContent({
  title,
  description,
  closeLabel,
  className,
  children,
  onOpenAutoFocus,
  ...props
}: DialogContentProps) {
  const focusFirst = (event: Event) => {
    onOpenAutoFocus?.(event);
    const content = event.currentTarget;
    if (event.defaultPrevented || !(content instanceof HTMLElement)) return;
    const field = content.querySelector(fields);
    if (!(field instanceof HTMLElement)) return;
    event.preventDefault();
    field.focus();
  };
  return (
    <Radix.Portal>
      <Radix.Overlay className="bg-overlay animate-fade-in fixed inset-0 z-40" />
      <Radix.Content
        {...props}
        {...(description === undefined ? { "aria-describedby": undefined } : {})}
        onOpenAutoFocus={focusFirst}
        className={cn(
          "bg-raised shadow-overlay fixed inset-x-4 top-[max(1rem,12dvh)] z-50 mx-auto flex max-h-[calc(100dvh-2rem-12dvh)] max-w-lg flex-col overflow-y-auto rounded-xl border outline-none",
          "animate-rise-in",
          className,
        )}
      >
        <header className="flex items-start gap-4 px-6 pt-5">
          <div className="grid flex-1 gap-1.5">
            <Radix.Title className="text-base font-semibold">{title}</Radix.Title>
            {description === undefined ? null : (
              <Radix.Description className="text-muted">{description}</Radix.Description>
            )}
          </div>
          {closeLabel === undefined ? null : (
            <Radix.Close asChild>
              <Button variant="ghost" size="iconSm" aria-label={closeLabel} className="-mt-0.5 -mr-2">
                <X aria-hidden />
              </Button>
            </Radix.Close>
          )}
        </header>
        {children}
      </Radix.Content>
    </Radix.Portal>
  );
}

export function DialogBody({ className, ...props }: ComponentProps<"div">) {
  return <div {...props} className={cn("grid gap-4 px-6 pt-4", className)} />;
}

/** The buttons of a dialog: the primary one last, at the right; stacked and full-width on a narrow screen. */
export function DialogFooter({ className, ...props }: ComponentProps<"div">) {
  return (
    <div
      {...props}
      className={cn("flex flex-col-reverse gap-2 px-6 pt-5 pb-5 sm:flex-row sm:justify-end", className)}
    />
  );
}
