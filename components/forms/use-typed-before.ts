"use client";

import { useEffect } from "react";

/**
 * What was typed into a field, or filled in by a password manager, before React took the page over: React would put what
 * the server drew in its place, so it is told of it as of any other typing.
 * @param id of the input or text area; anything else is left alone
 */
export function useTypedBefore(id: string): void {
  useEffect(() => {
    const element = document.getElementById(id);
    if (element instanceof HTMLInputElement) tellReact(element, HTMLInputElement.prototype);
    else if (element instanceof HTMLTextAreaElement) tellReact(element, HTMLTextAreaElement.prototype);
  }, [id]);
}

function tellReact(element: HTMLInputElement | HTMLTextAreaElement, prototype: object): void {
  const typed = element.value;
  if (typed === element.defaultValue || element.readOnly) return;
  // React notices by the element's own setter, and calls nobody for a value that it has seen set.
  element.value = element.defaultValue;
  Object.getOwnPropertyDescriptor(prototype, "value")?.set?.call(element, typed);
  element.dispatchEvent(new Event("input", { bubbles: true }));
}
