import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { TimelineLinks } from "@/components/timeline/timeline-links";
import { Badge } from "@/components/ui/badge";
import { PageHeader } from "@/components/ui/page-header";
import { reasonTags } from "@/components/why/reason-tags";
import type { FormerResource } from "@/lib/console/former-resource";

export interface FormerGroupViewProps {
  readonly group: FormerResource;
  readonly links: TimelineLinks;
  readonly timeline: ReactNode;
}

/** A group that was deleted: when, by which request, and what happened before. */
export function FormerGroupView({ group, links, timeline }: FormerGroupViewProps) {
  const t = useTranslations("group");
  const user = useTranslations("user");
  const { name } = group;
  return (
    <>
      <PageHeader title={name} aside={<Badge>{user("deletedBadge")}</Badge>} />
      <section aria-labelledby="deleted" className="bg-warning-soft rounded-card mb-5 flex gap-3 px-4 py-3">
        <Trash2 aria-hidden className="text-warning mt-0.5 size-4 shrink-0" />
        <div className="min-w-0">
          <h2 id="deleted" className="text-warning font-semibold">
            {t("deletedTitle", { name })}
          </h2>
          <p className="break-words">
            {t.rich(group.isDeletion ? "deletedText" : "lastSeenText", {
              ...reasonTags(group, links.event),
              provider: links.provider,
            })}
          </p>
        </div>
      </section>
      {timeline}
    </>
  );
}
