"use client";

import { useEffect, useRef, useState } from "react";

/** Reads out, politely, what was seen since the page was opened: "First person arrived: Ana Pérez". */
export function GuideAnnouncer({ seen }: { seen: readonly { readonly key: string; readonly text: string }[] }) {
  const known = useRef<ReadonlySet<string>>(undefined);
  const [news, setNews] = useState("");
  useEffect(() => {
    const before = known.current;
    known.current = new Set(seen.map(({ key }) => key));
    if (before === undefined) return;
    const added = seen.filter(({ key }) => !before.has(key));
    if (added.length > 0) setNews(added.map(({ text }) => text).join(". "));
  }, [seen]);
  return (
    <p role="status" className="sr-only">
      {news}
    </p>
  );
}
