import { useTranslations } from "next-intl";
import Link from "next/link";
import type { ReactNode } from "react";
import { ExactTime } from "@/components/exact-time";
import type { MembershipAnswer } from "@/lib/console/why-in-group";
import { bold, reasonTags } from "./reason-tags";

export interface MembershipAnswerProps {
  readonly answer: MembershipAnswer;
  readonly provider: string;
  readonly providerKind: "entra" | "okta" | "other";
  readonly userHref: (id: string) => string;
  readonly groupHref: (id: string) => string;
  readonly eventHref: (id: string) => string;
}

/** Why a person is in a group or is not, in a sentence; and what to do in the identity provider. */
export function MembershipAnswerText(props: MembershipAnswerProps) {
  const { answer, provider, providerKind } = props;
  const t = useTranslations("why");
  const { why } = answer;
  return (
    <div className="grid min-w-0 gap-1 break-words">
      <p>
        <Sentence {...props} />
      </p>
      {why.kind === "member" || why.kind === "nested" || why.kind === "deleted" ? null : (
        <p className="text-muted">{t(`toDo.${why.kind}`, { kind: providerKind, provider })}</p>
      )}
      {why.kind === "never" && why.isInactive ? <p className="text-muted">{t("isInactive")}</p> : null}
    </div>
  );
}

function Sentence({ answer, provider, userHref, groupHref, eventHref }: MembershipAnswerProps) {
  const t = useTranslations("why");
  const { person, group, why } = answer;
  const link = (href: string) => {
    const Anchor = (chunks: ReactNode) => (
      <Link href={href} className="rounded-sm font-medium underline-offset-4 hover:underline">
        <bdi>{chunks}</bdi>
      </Link>
    );
    return Anchor;
  };
  const values = {
    provider,
    b: bold,
    person: person.name,
    group: group.name,
    p: link(userHref(person.id)),
    g: link(groupHref(group.id)),
  };
  switch (why.kind) {
    case "member":
      return why.eventId === undefined
        ? t.rich("memberSince", { ...values, when: () => <ExactTime date={why.addedAt} /> })
        : t.rich("member", { ...values, ...reasonTags({ at: why.addedAt, eventId: why.eventId }, eventHref) });
    case "nested":
      return t.rich("nested", { ...values, through: why.through.name, t: link(groupHref(why.through.id)) });
    case "never":
      return why.logBegins === null
        ? t.rich("neverNoLog", values)
        : t.rich("never", { ...values, since: () => <ExactTime date={why.logBegins ?? new Date(0)} /> });
    case "deleted":
      return why.reason === undefined
        ? t.rich("personDeletedUnknown", values)
        : t.rich(why.wasMember ? "memberDeleted" : "personDeleted", {
            ...values,
            ...reasonTags(why.reason, eventHref),
          });
    case "refused":
    case "unnamedRefused":
      return t.rich(why.kind, {
        ...values,
        ...reasonTags(why.reason, eventHref),
        detail: why.reason.detail ?? why.reason.code ?? "",
      });
    default:
      return t.rich(why.kind, { ...values, ...reasonTags(why.reason, eventHref) });
  }
}
