import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { RelativeTime } from "@/components/relative-time";
import type { GuideLinks } from "./guide-links";
import { GuideLink } from "./guide-text";

/** What keeps a setup from going on. */
export interface GuideTroublesProps {
  /** The newest request, when it was refused. */
  refusal: { readonly id: string; readonly at: Date; readonly detail: string | null } | undefined;
  /** Domains whose people are refused, and how many of them wait. */
  refusedDomains: readonly { readonly domain: string; readonly people: number }[];
}

/** Said above the steps, in the words that the identity provider was answered with. */
export function GuideTroubles({ refusal, refusedDomains, links }: GuideTroublesProps & { links: GuideLinks }) {
  const t = useTranslations("guide");
  return (
    <>
      {refusal === undefined ? null : (
        <Trouble title={t.rich("refusedTitle", { when: () => <RelativeTime date={refusal.at} /> })}>
          {refusal.detail === null ? null : <p className="break-words">{refusal.detail}</p>}
          {links.event === undefined ? null : (
            <p>
              <GuideLink href={links.event(refusal.id)}>{t("refusedLink")}</GuideLink>
            </p>
          )}
        </Trouble>
      )}
      {refusedDomains.length === 0 ? null : (
        <Trouble title={t("refusedDomainsTitle")}>
          <ul>
            {refusedDomains.map(({ domain, people }) => (
              <li key={domain}>{t("refusedDomains", { domain, count: people })}</li>
            ))}
          </ul>
          {links.domains === undefined ? null : (
            <p>
              <GuideLink href={links.domains}>{t("openDomains")}</GuideLink>
            </p>
          )}
        </Trouble>
      )}
    </>
  );
}

function Trouble({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <div className="bg-warning-soft rounded-card flex gap-3 px-4 py-3">
      <TriangleAlert aria-hidden className="text-warning mt-0.5 size-4 shrink-0" />
      <div className="grid min-w-0 gap-1">
        <h2 className="text-warning font-semibold">{title}</h2>
        {children}
      </div>
    </div>
  );
}
