import type { ReactNode } from "react";

export interface PageHeaderProps {
  title: ReactNode;
  text?: ReactNode;
  /** State and acts of the page, at the right; below the title on a narrow screen. */
  aside?: ReactNode;
}

export function PageHeader({ title, text, aside }: PageHeaderProps) {
  return (
    <header className="mb-5 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0 flex-1 basis-96">
        <h1 className="text-[22px] leading-7 font-semibold tracking-tight break-words">{title}</h1>
        {text === undefined ? null : <div className="text-muted mt-1 break-words">{text}</div>}
      </div>
      {aside === undefined ? null : <div className="flex flex-wrap items-center gap-x-3 gap-y-2">{aside}</div>}
    </header>
  );
}
