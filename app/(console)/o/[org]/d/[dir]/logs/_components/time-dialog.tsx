"use client";

import { useTimeZone, useTranslations } from "next-intl";
import { useId, useState, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

/** From when to when; null: without an end. */
export interface TimeSpan {
  readonly from: Date | null;
  readonly to: Date | null;
}

export interface TimeDialogProps {
  span: TimeSpan;
  onClose: () => void;
  /** It is gone: the focus goes where it was. */
  onClosed: () => void;
  onDone: (span: TimeSpan) => void;
}

/** Asks for two points in time, in the reader's zone; either may be left open. */
export function TimeDialog({ span, onClose, onClosed, onDone }: TimeDialogProps) {
  const t = useTranslations("logs.between");
  const common = useTranslations("common");
  const zone = useTimeZone() ?? "UTC";
  const id = useId();
  const [from, setFrom] = useState(() => (span.from === null ? "" : toField(span.from)));
  const [to, setTo] = useState(() => (span.to === null ? "" : toField(span.to)));
  const [isTurned, setTurned] = useState(false);

  function submit(submitted: FormEvent): void {
    submitted.preventDefault();
    const chosen = { from: toDate(from), to: toDate(to) };
    const turned = chosen.from !== null && chosen.to !== null && chosen.to <= chosen.from;
    setTurned(turned);
    if (!turned) onDone(chosen);
  }

  return (
    <Dialog open onOpenChange={(opens) => (opens ? undefined : onClose())}>
      <DialogContent
        title={t("title")}
        description={t("text", { zone })}
        closeLabel={common("close")}
        onCloseAutoFocus={onClosed}
      >
        <form onSubmit={submit} noValidate>
          <DialogBody className="items-start sm:grid-cols-2">
            <Field id={`${id}-from`} label={t("from")}>
              <Input
                id={`${id}-from`}
                type="datetime-local"
                value={from}
                onChange={({ target }) => setFrom(target.value)}
              />
            </Field>
            <Field id={`${id}-to`} label={t("to")} error={isTurned ? t("turned") : undefined}>
              <Input
                id={`${id}-to`}
                type="datetime-local"
                value={to}
                aria-invalid={isTurned || undefined}
                aria-describedby={isTurned ? `${id}-to-error` : undefined}
                onChange={({ target }) => setTo(target.value)}
              />
            </Field>
          </DialogBody>
          <DialogFooter>
            <DialogClose asChild>
              <Button variant="ghost">{common("cancel")}</Button>
            </DialogClose>
            <Button type="submit" variant="primary">
              {t("done")}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}

/** What the browser's field takes: the time on the reader's clock, to the minute. */
const toField = (date: Date): string =>
  new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);

const toDate = (text: string): Date | null => (text === "" ? null : new Date(text));
