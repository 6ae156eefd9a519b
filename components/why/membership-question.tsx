import { CircleHelp } from "lucide-react";
import { useTranslations } from "next-intl";
import Form from "next/form";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Input } from "@/components/ui/input";
import type { AskedMembership } from "@/lib/console/ask-membership";
import { MembershipAnswerText, type MembershipAnswerProps } from "./membership-answer";

export interface MembershipQuestionProps extends Omit<MembershipAnswerProps, "answer"> {
  readonly title: string;
  readonly label: string;
  readonly placeholder: string;
  /** The page that asks. */
  readonly path: string;
  /** What was typed; empty: nothing is asked yet. */
  readonly question: string;
  readonly asked: AskedMembership | undefined;
}

/** "Why is he not in this group?": a field for whom, or which group, and the answer below it. The question is in the URL. */
export function MembershipQuestion({
  title,
  label,
  placeholder,
  path,
  question,
  asked,
  ...links
}: MembershipQuestionProps) {
  const t = useTranslations("why");
  return (
    <Card aria-labelledby="why" className="scroll-mt-4">
      <CardHeader id="why" title={title} />
      <CardBody className="grid gap-3">
        <Form action={`${path}#why`} role="search" className="flex gap-2" scroll={false}>
          <Input
            key={question}
            name="why"
            aria-label={label}
            placeholder={placeholder}
            defaultValue={question}
            maxLength={200}
            autoComplete="off"
            spellCheck={false}
          />
          <Button type="submit">{t("ask")}</Button>
        </Form>
        <div role="status" className="grid gap-2">
          {asked === undefined ? null : asked.answer !== undefined ? (
            <div className="flex gap-2.5">
              <CircleHelp aria-hidden className="text-info mt-0.5 size-4 shrink-0" />
              <MembershipAnswerText {...links} answer={asked.answer} />
            </div>
          ) : asked.candidates.length === 0 ? (
            <p className="text-muted break-words">{t("nobody", { question })}</p>
          ) : (
            <>
              <p className="text-muted">{t("which")}</p>
              <ul className="grid gap-1">
                {asked.candidates.map(({ id, name, detail }) => (
                  <li key={id} className="min-w-0 truncate">
                    <Link
                      href={`${path}?why=${encodeURIComponent(id)}#why`}
                      scroll={false}
                      className="text-accent-text rounded-sm underline underline-offset-4"
                    >
                      {name}
                    </Link>
                    {detail === null ? null : <span className="text-muted text-[13px]"> {detail}</span>}
                  </li>
                ))}
              </ul>
            </>
          )}
        </div>
      </CardBody>
    </Card>
  );
}
