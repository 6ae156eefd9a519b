"use client";

import { Button, type ButtonProps } from "@/components/ui/button";
import { useHydrated } from "@/components/use-hydrated";

/**
 * Sends the form of a page. Until React has taken the page over it cannot be pressed, nor the form be sent by Enter: the
 * browser alone would put every field, a password too, into the address.
 */
export function SubmitButton({ disabled = false, ...props }: Omit<ButtonProps, "type" | "asChild">) {
  const isHydrated = useHydrated();
  return <Button type="submit" {...props} disabled={disabled || !isHydrated} />;
}
