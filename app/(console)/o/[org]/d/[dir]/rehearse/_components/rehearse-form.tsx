"use client";

import { Play } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useId, useState } from "react";
import { toast } from "sonner";
import { SubmitButton } from "@/components/forms/submit-button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { useAction } from "@/components/use-action";
import { companySizes, peopleFileBytesMax } from "@/lib/inputs/rehearsal";
import { startRehearsalAction } from "../_actions/start-rehearsal";
import { PeopleChoice } from "./people-choice";
import type { PeopleKind } from "./people-choice";
import { PeopleFaults } from "./people-faults";
import type { Faults } from "./people-faults";
import { PeopleFile } from "./people-file";
import type { PeopleText } from "./people-file";

export interface RehearseFormProps {
  organizationSlug: string;
  directoryId: string;
  /** This page, with the newest report. */
  href: string;
  provider: string;
  /** The domains that a made-up company is in. */
  domains: readonly string[];
  /** Whether there is a report of it already. */
  isAgain: boolean;
  /** Another run has to end first. */
  isBusy: boolean;
}

const shownDomains = 3;

/** Whom to rehearse with. What was pasted stays until the page is left, so that it can be rehearsed again. */
export function RehearseForm(props: RehearseFormProps) {
  const { organizationSlug, directoryId, href, provider, domains, isAgain, isBusy } = props;
  const router = useRouter();
  const t = useTranslations("rehearsal");
  const validation = useTranslations("validation");
  const id = useId();
  const { pending, run } = useAction();
  const [kind, setKind] = useState<PeopleKind>("company");
  const [size, setSize] = useState<(typeof companySizes)[number]>(100);
  const [list, setList] = useState<PeopleText>({ name: null, text: "" });
  const [isCompliant, setIsCompliant] = useState(false);
  const [faults, setFaults] = useState<Faults>();
  const [error, setError] = useState<"required" | "fileTooLarge">();

  const change = (value: PeopleText) => {
    setList(value);
    setError(undefined);
    setFaults(undefined);
  };

  async function start(): Promise<void> {
    setFaults(undefined);
    if (kind === "own" && list.text.trim() === "") return setError("required");
    if (kind === "own" && new TextEncoder().encode(list.text).length > peopleFileBytesMax)
      return setError("fileTooLarge");
    const people =
      kind === "company" ? { kind, people: size } : ({ kind: "file", name: list.name, text: list.text } as const);
    const result = await run(() => startRehearsalAction(organizationSlug, { directoryId, isCompliant, people }));
    if (result?.value.kind === "faults") setFaults(result.value);
    else if (result) {
      toast.success(t("started"));
      router.replace(href);
    }
  }

  return (
    <form
      noValidate
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        void start();
      }}
    >
      <PeopleChoice
        label={t("who")}
        value={kind}
        onChange={setKind}
        choices={[
          { value: "company", title: t("company"), text: t("companyText") },
          { value: "own", title: t("own"), text: t("ownText", { provider }) },
        ]}
      />
      {kind === "company" ? (
        <Field id={`${id}-size`} label={t("companySize")} description={domainsText()} className="max-w-md">
          <Select
            id={`${id}-size`}
            aria-describedby={`${id}-size-description`}
            value={String(size)}
            onValueChange={(wanted) => setSize(companySizes.find((each) => String(each) === wanted) ?? size)}
            options={companySizes.map((people) => ({ value: String(people), label: t("companyPeople", { people }) }))}
          />
        </Field>
      ) : (
        <PeopleFile
          value={list}
          onChange={change}
          error={error === undefined ? undefined : validation(error)}
          onTooLarge={() => setError("fileTooLarge")}
        />
      )}
      {faults === undefined || kind === "company" ? null : (
        <PeopleFaults faults={faults.faults} total={faults.total} provider={provider} />
      )}
      <Field id={`${id}-dialect`} label={t("dialect", { provider })} className="max-w-md">
        <Select
          id={`${id}-dialect`}
          value={isCompliant ? "compliant" : "legacy"}
          onValueChange={(wanted) => setIsCompliant(wanted === "compliant")}
          options={[
            { value: "legacy", label: t("dialectLegacy") },
            { value: "compliant", label: t("dialectCompliant") },
          ]}
        />
      </Field>
      <SubmitButton variant="primary" className="justify-self-start" pending={pending} disabled={isBusy}>
        {pending ? null : <Play aria-hidden />}
        {pending ? t("starting") : t(isAgain ? "again" : "start")}
      </SubmitButton>
    </form>
  );

  function domainsText(): string {
    if (domains.length === 0) return t("companyNoDomains", { domain: "contoso.com" });
    return t("companyDomains", { domains: domains.slice(0, shownDomains).join(", ") });
  }
}
