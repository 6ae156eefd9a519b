import { useEffect } from "react";

/** Calls what belongs to j and k: the next and the previous row. Not while somebody types, or is in a menu. */
export function useListKeys(onStep: (by: 1 | -1) => void): void {
  useEffect(() => {
    const onKey = (pressed: KeyboardEvent) => {
      if (pressed.metaKey || pressed.ctrlKey || pressed.altKey || isElsewhere(pressed.target)) return;
      if (pressed.key === "j") onStep(1);
      if (pressed.key === "k") onStep(-1);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [onStep]);
}

const elsewhere = "input, textarea, select, [contenteditable], [role=menu], [role=listbox], [role=alertdialog]";

const isElsewhere = (target: EventTarget | null) => target instanceof Element && target.closest(elsewhere) !== null;
