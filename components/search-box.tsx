"use client";

import { Search, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { debounce, parseAsString, useQueryStates } from "nuqs";
import { useTransition } from "react";
import { Button } from "./ui/button";
import { cn } from "./ui/cn";
import { Input } from "./ui/input";
import { Spinner } from "./ui/spinner";

/** Waits for a pause in the typing before the server is asked. */
const pauseMs = 250;

/** Searches the list of the page as one types. The text is in the URL, and a new search begins at the first page. */
export function SearchBox({
  label,
  placeholder,
  className,
}: {
  label: string;
  placeholder: string;
  className?: string;
}) {
  const t = useTranslations("common");
  const [loading, startTransition] = useTransition();
  const [{ q }, setQuery] = useQueryStates(
    { q: parseAsString.withDefault(""), after: parseAsString, before: parseAsString },
    { shallow: false, startTransition, clearOnDefault: true },
  );

  function search(text: string): void {
    void setQuery(
      { q: text, after: null, before: null },
      { limitUrlUpdates: text === "" ? undefined : debounce(pauseMs) },
    );
  }

  return (
    <div role="search" className={cn("relative", className)}>
      <span className="text-muted pointer-events-none absolute inset-y-0 left-3 grid place-items-center">
        {loading ? <Spinner /> : <Search aria-hidden className="size-4" />}
      </span>
      <Input
        type="text"
        inputMode="search"
        aria-label={label}
        placeholder={placeholder}
        value={q}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        className="px-9"
        onChange={(event) => search(event.target.value)}
      />
      {q === "" ? null : (
        <Button
          variant="ghost"
          size="iconSm"
          className="absolute top-1 right-1"
          aria-label={t("clear")}
          onClick={() => search("")}
        >
          <X aria-hidden />
        </Button>
      )}
    </div>
  );
}
