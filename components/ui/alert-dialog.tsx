"use client";

import { AlertDialog as Radix } from "radix-ui";
import { useRef, type ReactNode } from "react";
import { Button, type ButtonProps } from "./button";

export interface AlertDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Names the object it is about. */
  title: ReactNode;
  /** Says what will happen. */
  description: ReactNode;
  cancelLabel: string;
  confirmLabel: string;
  confirmVariant?: ButtonProps["variant"];
  pending?: boolean;
  onConfirm: () => void;
  children?: ReactNode;
}

/**
 * Asks before something that is hard to take back. Focus starts on cancel, and returns to where it was; only a button
 * answers, never a press outside.
 */
export function AlertDialog(props: AlertDialogProps) {
  const opener = useRef<Element>(null);
  return (
    <Radix.Root open={props.open} onOpenChange={props.onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="bg-overlay animate-fade-in fixed inset-0 z-50" />
        <Radix.Content
          onOpenAutoFocus={() => {
            opener.current = document.activeElement;
          }}
          // Radix itself gives focus back to a trigger only, and there is none.
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (opener.current instanceof HTMLElement) opener.current.focus();
          }}
          className="bg-raised shadow-overlay animate-rise-in fixed inset-x-4 top-[max(1rem,18dvh)] z-50 mx-auto grid max-w-md gap-1.5 rounded-xl border p-6 outline-none"
        >
          <Radix.Title className="text-base font-semibold">{props.title}</Radix.Title>
          <Radix.Description asChild>
            <div className="text-muted">{props.description}</div>
          </Radix.Description>
          {props.children}
          <div className="mt-4 flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
            <Radix.Cancel asChild>
              <Button variant="ghost">{props.cancelLabel}</Button>
            </Radix.Cancel>
            <Button variant={props.confirmVariant ?? "danger"} pending={props.pending} onClick={props.onConfirm}>
              {props.confirmLabel}
            </Button>
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
