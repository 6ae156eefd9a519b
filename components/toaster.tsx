"use client";

import { Toaster as Sonner } from "sonner";
import { useTheme } from "./use-theme";

/** Results only, one line; never a secret. */
export function Toaster() {
  const [theme] = useTheme();
  return (
    <Sonner
      theme={theme}
      position="bottom-right"
      style={{ fontFamily: "inherit" }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "bg-raised text-foreground shadow-overlay flex w-full items-start gap-2.5 rounded-lg border px-4 py-3 text-sm",
          icon: "mt-0.5 shrink-0",
          success: "[&_[data-icon]]:text-success",
          error: "[&_[data-icon]]:text-danger",
        },
      }}
    />
  );
}
