"use client";

import { useSyncExternalStore } from "react";
import { themeCookie, toTheme, type Theme } from "./theme";

const yearS = 365 * 24 * 60 * 60;

function subscribe(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  return () => observer.disconnect();
}

/** The theme that <html data-theme> says, and how to change it: at once, in every part of the page, and for later. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const theme = useSyncExternalStore(
    subscribe,
    () => toTheme(document.documentElement.dataset["theme"]),
    () => "system" as const,
  );
  return [theme, setTheme];
}

function setTheme(theme: Theme): void {
  document.cookie = `${themeCookie}=${theme}; path=/; max-age=${theme === "system" ? 0 : yearS}; samesite=lax`;
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
}
