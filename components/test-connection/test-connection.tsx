"use client";

import { PlugZap } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { toast } from "sonner";
import { useActionMessage } from "@/components/action-message";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Spinner } from "@/components/ui/spinner";
import type { ConnectionCheck } from "@/lib/console/connection-check";
import type { Result } from "@/lib/inputs/result";
import { CheckItem } from "./check-item";

export interface TestConnectionProps {
  /** "Entra ID". */
  provider: string;
  /** Begins a test with that token, or with one of its own; the checks come as they are known. */
  start: (token: string | undefined) => Promise<Result<{ readonly checks: ReadableStream<ConnectionCheck> }>>;
}

type State = "idle" | "running" | "done" | "broken";

/** A button that plays the identity provider's own questions, and the list of what was found, growing as it goes. */
export function TestConnection({ provider, start }: TestConnectionProps) {
  const t = useTranslations("testConnection");
  const message = useActionMessage();
  const [state, setState] = useState<State>("idle");
  const [checks, setChecks] = useState<readonly ConnectionCheck[]>([]);
  const [asksForToken, setAsksForToken] = useState(false);
  const [token, setToken] = useState("");
  const id = useId();

  async function run(): Promise<void> {
    setState("running");
    setChecks([]);
    try {
      const started = await start(asksForToken && token.trim() !== "" ? token : undefined);
      if (!started.ok) {
        toast.error(message(started));
        return setState("idle");
      }
      const reader = started.value.checks.getReader();
      for (let next = await reader.read(); !next.done; next = await reader.read()) {
        const { value } = next;
        setChecks((before) => [...before, value]);
      }
      setState("done");
    } catch {
      setState("broken");
    }
  }

  return (
    <section aria-labelledby={`${id}-title`} className="grid gap-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-64">
          <h3 id={`${id}-title`} className="font-medium">
            {t("title")}
          </h3>
          <p className="text-muted text-[13px]">{t("text", { provider })}</p>
        </div>
        <Button pending={state === "running"} onClick={() => void run()}>
          <PlugZap aria-hidden />
          {state === "running" ? t("running") : state === "idle" ? t("run") : t("again")}
        </Button>
      </div>
      <div className="flex items-center gap-2.5 text-[13px]">
        <Checkbox
          id={`${id}-choice`}
          checked={asksForToken}
          onCheckedChange={(checked) => setAsksForToken(checked === true)}
        />
        <label htmlFor={`${id}-choice`}>{t("useToken")}</label>
      </div>
      {asksForToken ? (
        <Field id={`${id}-token`} label={t("token")} description={t("tokenHint")}>
          <Input
            id={`${id}-token`}
            aria-describedby={`${id}-token-description`}
            type="password"
            autoComplete="off"
            spellCheck={false}
            value={token}
            onChange={(event) => setToken(event.target.value)}
          />
        </Field>
      ) : null}
      <p role="status" className="font-medium empty:hidden">
        <Outcome state={state} checks={checks} provider={provider} />
      </p>
      {checks.length === 0 ? null : (
        <ol aria-label={t("list")} className="divide-y rounded-lg border">
          {checks.map((check) => (
            <CheckItem key={check.name} check={check} provider={provider} />
          ))}
        </ol>
      )}
      {state === "running" ? (
        <p aria-hidden className="text-muted flex items-center gap-2 text-[13px]">
          <Spinner /> {t("running")}
        </p>
      ) : null}
    </section>
  );
}

function Outcome({ state, checks, provider }: { state: State; checks: readonly ConnectionCheck[]; provider: string }) {
  const t = useTranslations("testConnection");
  if (state === "broken") return t("broken");
  if (state !== "done") return null;
  const count = (result: ConnectionCheck["result"]) => checks.filter((check) => check.result === result).length;
  if (count("failed") > 0) return t("failed", { count: count("failed") });
  return count("warning") > 0 ? t("warned", { count: count("warning"), provider }) : t("allPassed", { provider });
}
