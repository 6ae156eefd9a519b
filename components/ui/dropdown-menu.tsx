"use client";

import { Check } from "lucide-react";
import { DropdownMenu as Radix } from "radix-ui";
import { useState, type ComponentProps } from "react";
import { cn } from "./cn";

/** Not modal: the page behind it stays in the accessibility tree, so nothing focusable is hidden there. */
export function DropdownMenu(props: ComponentProps<typeof Radix.Root>) {
  return <Radix.Root modal={false} {...props} />;
}

export const DropdownMenuTrigger = Radix.Trigger;
export const DropdownMenuRadioGroup = Radix.RadioGroup;

const itemClasses =
  "data-highlighted:bg-hover relative flex min-h-8 items-center gap-2.5 rounded-md px-2.5 py-1.5 outline-none select-none data-disabled:opacity-50 [&_svg]:size-4 [&_svg]:text-muted";

/**
 * In the page's main landmark, where everything on the page should be; at the end of the page for a menu of a dialog, which
 * hides the landmarks.
 */
const containerFor = (marker: HTMLElement | null) =>
  marker === null || marker.closest("[role=dialog]") !== null ? null : document.querySelector("main");

export function DropdownMenuContent({ className, ...props }: ComponentProps<typeof Radix.Content>) {
  const [marker, setMarker] = useState<HTMLElement | null>(null);
  return (
    <>
      <span hidden ref={setMarker} />
      <Radix.Portal container={containerFor(marker)}>
        <Radix.Content
          sideOffset={4}
          collisionPadding={8}
          {...props}
          className={cn("bg-raised shadow-overlay animate-rise-in z-50 min-w-52 rounded-lg border p-1", className)}
        />
      </Radix.Portal>
    </>
  );
}

export function DropdownMenuItem({ className, ...props }: ComponentProps<typeof Radix.Item>) {
  return <Radix.Item {...props} className={cn(itemClasses, className)} />;
}

export function DropdownMenuRadioItem({ className, children, ...props }: ComponentProps<typeof Radix.RadioItem>) {
  return (
    <Radix.RadioItem {...props} className={cn(itemClasses, "pr-8", className)}>
      {children}
      <Radix.ItemIndicator className="absolute right-2.5">
        <Check aria-hidden />
      </Radix.ItemIndicator>
    </Radix.RadioItem>
  );
}

export function DropdownMenuCheckboxItem({ className, children, ...props }: ComponentProps<typeof Radix.CheckboxItem>) {
  return (
    <Radix.CheckboxItem {...props} className={cn(itemClasses, "pr-8", className)}>
      {children}
      <Radix.ItemIndicator className="absolute right-2.5">
        <Check aria-hidden />
      </Radix.ItemIndicator>
    </Radix.CheckboxItem>
  );
}

export function DropdownMenuLabel({ className, ...props }: ComponentProps<typeof Radix.Label>) {
  return <Radix.Label {...props} className={cn("text-muted px-2.5 py-1.5 text-[13px]", className)} />;
}

export function DropdownMenuSeparator() {
  return <Radix.Separator className="bg-border -mx-1 my-1 h-px" />;
}
