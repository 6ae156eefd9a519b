"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useId } from "react";
import { guideTags } from "@/components/guide/guide-text";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { peopleFileBytesMax } from "@/lib/inputs/rehearsal";
import { readTextFile } from "./read-text-file";

/** What was chosen or pasted. `name` is null of what was pasted. */
export interface PeopleText {
  readonly name: string | null;
  readonly text: string;
}

export interface PeopleFileProps {
  value: PeopleText;
  onChange: (value: PeopleText) => void;
  error: string | undefined;
  onTooLarge: () => void;
}

/** A list of people, out of a file or pasted. What a file holds is put where it can be looked at and corrected. */
export function PeopleFile({ value, onChange, error, onTooLarge }: PeopleFileProps) {
  const t = useTranslations("rehearsal");
  const format = useFormatter();
  const id = useId();

  async function choose(file: File | undefined): Promise<void> {
    if (file === undefined) return;
    if (file.size > peopleFileBytesMax) return onTooLarge();
    onChange({ name: file.name, text: await readTextFile(file) });
  }

  return (
    <div className="grid gap-4">
      <Field id={`${id}-file`} label={t("file")} description={t.rich("fileHint", guideTags)}>
        <Input
          id={`${id}-file`}
          type="file"
          accept=".csv,.txt,.tsv,.yaml,.yml,.json,text/csv,text/plain,application/json"
          aria-describedby={`${id}-file-description`}
          className="file:text-accent-text h-9 py-1.5 pl-2 file:mr-3 file:border-0 file:bg-transparent file:font-medium"
          onChange={({ target }) => void choose(target.files?.[0])}
        />
      </Field>
      <Field
        id={`${id}-text`}
        label={t("paste")}
        hint={value.name === null ? undefined : t("fileChosen", { name: value.name, size: sizeOf(value.text) })}
        description={t("privacy")}
        error={error}
      >
        <Textarea
          id={`${id}-text`}
          rows={7}
          wrap="off"
          spellCheck={false}
          autoCapitalize="none"
          autoComplete="off"
          aria-invalid={error !== undefined}
          aria-describedby={`${id}-text-description${error === undefined ? "" : ` ${id}-text-error`}`}
          className="font-mono text-[13px]"
          placeholder={
            "userPrincipalName,displayName,mail,accountEnabled\nana@contoso.com,Ana Pérez,ana@contoso.com,True"
          }
          value={value.text}
          onChange={({ target }) => onChange({ name: null, text: target.value })}
        />
      </Field>
    </div>
  );

  function sizeOf(text: string): string {
    return format.number(Math.max(1, Math.round(text.length / 1024)), { style: "unit", unit: "kilobyte" });
  }
}
