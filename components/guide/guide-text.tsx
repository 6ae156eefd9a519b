import Link from "next/link";
import type { ReactNode } from "react";
import { Code } from "@/components/ui/code";

/** What <b> and <c> of the guide's sentences become: a label of a portal, and something to type. */
export const guideTags = {
  b: (chunks: ReactNode) => <strong className="text-foreground font-medium">{chunks}</strong>,
  c: (chunks: ReactNode) => <Code className="text-foreground">{chunks}</Code>,
};

export function GuideLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} className="text-accent-text rounded-sm underline-offset-4 hover:underline">
      {children}
    </Link>
  );
}
