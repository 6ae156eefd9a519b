"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { toast } from "sonner";
import { FormError } from "@/components/forms/form-error";
import { FormField } from "@/components/forms/form-field";
import { useActionForm } from "@/components/forms/use-action-form";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Input } from "@/components/ui/input";
import { Switch } from "@/components/ui/switch";
import { useAction } from "@/components/use-action";
import { brakeLimits, defaultBrake, keptForDays } from "@/lib/applications/deprovision-brake";
import type { BrakeTerms } from "@/lib/applications/deprovision-brake";
import { BrakeTermsInput } from "@/lib/inputs/deprovisioning";
import { setBrakeAction } from "../_actions/set-brake";

export interface BrakeSettingsProps {
  organizationSlug: string;
  directoryId: string;
  provider: string;
  /** Null: the brake is off. */
  terms: BrakeTerms | null;
  mayChange: boolean;
}

/** On at once, with the default; off only after saying what it means. */
export function BrakeSettings({ organizationSlug, directoryId, provider, terms, mayChange }: BrakeSettingsProps) {
  const t = useTranslations("deprovisioning.settings");
  const common = useTranslations("common");
  const id = useId();
  const [asking, setAsking] = useState(false);
  const { pending, run } = useAction();

  async function turn(on: boolean): Promise<void> {
    const input = on ? { kind: "on" as const, directoryId, ...defaultBrake } : { kind: "off" as const, directoryId };
    const done = await run(() => setBrakeAction(organizationSlug, input));
    setAsking(false);
    if (done !== undefined) toast.success(t(on ? "turnedOn" : "turnedOff"));
  }

  return (
    <Card aria-labelledby="brake-settings-title">
      <CardHeader id="brake-settings-title" title={t("title")} />
      <CardBody className="grid gap-4">
        <p className="text-muted">{t("text", { provider })}</p>
        <div className="flex items-center gap-2">
          <Switch
            id={id}
            checked={terms !== null}
            disabled={!mayChange || pending}
            onCheckedChange={(on) => (on ? void turn(true) : setAsking(true))}
          />
          <label htmlFor={id}>{t("on")}</label>
        </div>
        {terms === null ? null : (
          <TermsForm
            // What another admin has saved takes the place of what stands here.
            key={`${terms.least} ${terms.percent} ${terms.hours}`}
            organizationSlug={organizationSlug}
            directoryId={directoryId}
            terms={terms}
            mayChange={mayChange}
          />
        )}
      </CardBody>
      <AlertDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("offTitle")}
        description={t("offText", { provider, days: keptForDays })}
        cancelLabel={common("cancel")}
        confirmLabel={t("offConfirm")}
        pending={pending}
        onConfirm={() => void turn(false)}
      />
    </Card>
  );
}

const fields = ["least", "percent", "hours"] as const;

function TermsForm({
  organizationSlug,
  directoryId,
  terms,
  mayChange,
}: Omit<BrakeSettingsProps, "provider" | "terms"> & { terms: BrakeTerms }) {
  const t = useTranslations("deprovisioning.settings");
  const common = useTranslations("common");
  const { form, onSubmit, pending, error } = useActionForm({
    input: BrakeTermsInput,
    defaultValues: { directoryId, ...terms },
    action: (input: BrakeTermsInput) => setBrakeAction(organizationSlug, { ...input, kind: "on" }),
    onDone: () => toast.success(t("saved")),
  });
  return (
    <form onSubmit={onSubmit} noValidate className="grid gap-3">
      <FormError>{error}</FormError>
      {fields.map((name) => (
        <FormField key={name} control={form.control} name={name} label={t(name)} description={t(`${name}Text`)}>
          {(control) => (
            <Input
              {...control}
              type="number"
              min={name === "percent" ? 0 : 1}
              max={brakeLimits[name]}
              step={1}
              value={Number.isNaN(control.value) ? "" : control.value}
              onChange={(event) => control.onChange(event.target.valueAsNumber)}
              readOnly={!mayChange}
              className="max-w-40"
            />
          )}
        </FormField>
      ))}
      {mayChange ? (
        <Button type="submit" className="h-9 w-fit" pending={pending} disabled={!form.formState.isDirty}>
          {common("save")}
        </Button>
      ) : null}
    </form>
  );
}
