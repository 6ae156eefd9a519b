import { ArrowRight } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import type { ReactNode } from "react";
import { Card, CardHeader } from "@/components/ui/card";
import { Badge, type Tone } from "@/components/ui/badge";
import type { RehearsedGroup, RehearsedObject } from "@/lib/console/rehearsal-report";

/** What is said of a group of people: what is wrong, what to do, and where. */
export interface RehearsedSentence {
  readonly title: string;
  readonly todo: string;
  readonly link?: { readonly href: string; readonly label: string };
}

export interface RehearsedListProps {
  id: string;
  title: string;
  tone: Tone;
  groups: readonly RehearsedGroup[];
  say: (group: RehearsedGroup) => RehearsedSentence;
  /** Shows who it is at once where they are few. */
  opensFew?: boolean;
}

const few = 5;

/** So many are shown of a group; the others are in the CSV. */
const shownObjects = 50;

/** Those of whom the same is to be said, each group with its remedy and, folded, everybody it is about. */
export function RehearsedList({ id, title, tone, groups, say, opensFew = false }: RehearsedListProps) {
  const total = new Set(groups.flatMap(({ objects }) => objects)).size;
  return (
    <Card id={id} aria-labelledby={`${id}-title`} className="scroll-mt-4">
      <CardHeader id={`${id}-title`} title={title} aside={<CountBadge tone={tone} count={total} />} />
      <ul className="divide-y">
        {groups.map((group) => (
          <li key={group.reason} className="grid gap-2 px-4 py-3.5">
            <Sentence {...say(group)} />
            <Who objects={group.objects} isOpen={opensFew && group.objects.length <= few} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function CountBadge({ tone, count }: { tone: Tone; count: number }) {
  return (
    <Badge tone={tone} className="tabular-nums">
      {count}
    </Badge>
  );
}

function Sentence({ title, todo, link }: RehearsedSentence) {
  return (
    <div className="max-w-3xl">
      <h3 className="font-medium break-words">{title}</h3>
      <p className="text-muted break-words">{todo}</p>
      {link === undefined ? null : (
        <Link
          href={link.href}
          className="text-accent-text mt-1 inline-flex min-h-6 items-center gap-1 rounded-sm underline-offset-4 hover:underline"
        >
          {link.label}
          <ArrowRight aria-hidden className="size-3.5" />
        </Link>
      )}
    </div>
  );
}

function Who({ objects, isOpen }: { objects: readonly RehearsedObject[]; isOpen: boolean }) {
  const t = useTranslations("rehearsal");
  return (
    <details open={isOpen}>
      <summary className="text-muted hover:text-foreground min-h-6 w-fit cursor-pointer rounded-sm text-[13px]">
        {t("whoCount", { count: objects.length })}
      </summary>
      <ul className="mt-2 grid gap-2">
        {objects.slice(0, shownObjects).map((object, index) => (
          <Person key={index} object={object} />
        ))}
      </ul>
      {objects.length > shownObjects ? (
        <p className="text-muted mt-2 text-[13px]">{t("more", { count: objects.length - shownObjects })}</p>
      ) : null}
    </details>
  );
}

function Person({ object: { name, userName, detail } }: { object: RehearsedObject }): ReactNode {
  return (
    <li className="border-l-2 pl-3">
      <span className="block break-words">
        {name} {userName === null ? null : <span className="text-muted break-all">{userName}</span>}
      </span>
      {detail === null ? null : <span className="text-muted block text-[13px] break-words">{detail}</span>}
    </li>
  );
}
