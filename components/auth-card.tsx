import type { ReactNode } from "react";

/** The one card of a page for somebody who is not signed in. */
export function AuthCard({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <section className="bg-surface rounded-card shadow-card w-full max-w-100 border p-6 sm:p-8">
      <h1 className="text-[22px] leading-7 font-semibold tracking-tight">{title}</h1>
      <p className="text-muted mt-1.5 mb-6">{text}</p>
      {children}
    </section>
  );
}
