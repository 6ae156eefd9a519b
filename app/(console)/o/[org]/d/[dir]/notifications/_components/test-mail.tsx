"use client";

import { CircleAlert, CircleCheck, Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Code } from "@/components/ui/code";
import { useAction } from "@/components/use-action";
import type { TestMailResult } from "@/lib/console/notifications";
import { sendTestMailAction } from "../_actions/send-test-mail";

/** Sends a test e-mail, and shows what the SMTP server said of each address. */
export function TestMail({ organizationSlug, directoryId }: { organizationSlug: string; directoryId: string }) {
  const t = useTranslations("notifications");
  const { pending, run } = useAction();
  const [results, setResults] = useState<readonly TestMailResult[]>();

  async function send(): Promise<void> {
    const done = await run(() => sendTestMailAction(organizationSlug, { directoryId }));
    setResults(done?.value);
  }

  return (
    <div className="grid justify-items-start gap-3 border-t pt-4">
      <Button pending={pending} onClick={() => void send()}>
        {pending ? null : <Send aria-hidden />}
        {pending ? t("testing") : t("test")}
      </Button>
      <div role="status" className="w-full">
        {results === undefined ? null : (
          <ul aria-label={t("testResults")} className="grid gap-2">
            {results.map((result) => (
              <Result key={result.email} result={result} />
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}

function Result({ result }: { result: TestMailResult }) {
  const t = useTranslations("notifications");
  const { email, ok, answer } = result;
  const Icon = ok ? CircleCheck : CircleAlert;
  return (
    <li className="flex gap-2">
      <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${ok ? "text-success" : "text-danger"}`} />
      <div className="min-w-0 break-words">
        <p>
          {ok ? t("testAccepted", { email }) : t("testRefused", { email, problem: t(`problem.${result.problem}`) })}
        </p>
        {answer === undefined ? null : (
          <p className="text-muted text-[13px]">
            {t.rich("answer", { answer, c: (chunks) => <Code className="break-words">{chunks}</Code> })}
          </p>
        )}
      </div>
    </li>
  );
}
