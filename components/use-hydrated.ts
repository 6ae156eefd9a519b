"use client";

import { useSyncExternalStore } from "react";

const never = () => () => undefined;

/** Whether React has taken the page over: before, what is pressed is the browser's own affair. False while the server draws. */
export const useHydrated = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
