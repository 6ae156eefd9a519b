"use client";

import { useTranslations } from "next-intl";
import { FormProvider } from "react-hook-form";
import { FormButtons } from "@/components/forms/form-buttons";
import { FormError } from "@/components/forms/form-error";
import { FormField } from "@/components/forms/form-field";
import { useActionForm } from "@/components/forms/use-action-form";
import { Dialog, DialogBody, DialogContent } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { TokenDto } from "@/lib/console/tokens";
import { oldTokenEnds, RotateTokenInput } from "@/lib/inputs/token-rotation";
import { rotateTokenAction } from "../_actions/rotate-token";
import { defaultTokenDays, ExpiryFields } from "./expiry-fields";

export interface RotateTokenDialogProps {
  /** "lost": nobody has the token any more, which is explained; undefined: closed. */
  open: "rotate" | "lost" | undefined;
  organizationSlug: string;
  provider: string;
  token: TokenDto;
  onMade: (token: string) => void;
  onClose: () => void;
}

const endLabels = {
  proof: "endsOnProof",
  "7d": "endsIn7d",
  "24h": "endsIn24h",
  "1h": "endsIn1h",
  now: "endsNow",
} as const;

/** A new token in place of one that works, and when that one ends. */
export function RotateTokenDialog(props: RotateTokenDialogProps) {
  const t = useTranslations("rotation");
  const common = useTranslations("common");
  const { open, provider, token, onMade, onClose } = props;
  return (
    <Dialog open={open !== undefined} onOpenChange={(opens) => (opens ? undefined : onClose())}>
      <DialogContent
        title={t(open === "lost" ? "lostTitle" : "title", { name: token.name })}
        description={t(open === "lost" ? "lostText" : "text", { provider })}
        closeLabel={common("close")}
      >
        <RotateTokenForm
          {...props}
          onMade={(made) => {
            onClose();
            onMade(made);
          }}
        />
      </DialogContent>
    </Dialog>
  );
}

function RotateTokenForm({ organizationSlug, provider, token, onMade }: RotateTokenDialogProps) {
  const t = useTranslations("rotation");
  const words = useTranslations("tokens");
  const { form, onSubmit, pending, error } = useActionForm({
    input: RotateTokenInput,
    defaultValues: { tokenId: token.id, name: token.name, oldEnds: "proof", expiresInDays: defaultTokenDays },
    action: (input: RotateTokenInput) => rotateTokenAction(organizationSlug, input),
    onDone: ({ token: made }) => onMade(made),
  });
  const choices = oldTokenEnds.map((value) => ({
    value,
    label: t(endLabels[value]),
    text: t(endLabels[value]),
    description:
      value === "proof" ? t("endsOnProofText") : value === "now" ? t("endsNowText", { provider }) : undefined,
  }));
  return (
    <FormProvider {...form}>
      <form onSubmit={onSubmit} noValidate>
        <DialogBody>
          <FormError>{error}</FormError>
          <FormField control={form.control} name="oldEnds" label={t("oldEnds")}>
            {({ id, value, onChange, ...field }) => (
              <Select
                id={id}
                aria-invalid={field["aria-invalid"]}
                aria-describedby={field["aria-describedby"]}
                options={choices}
                value={value}
                onValueChange={(choice) => {
                  const known = oldTokenEnds.find((end) => end === choice);
                  if (known !== undefined) onChange(known);
                }}
              />
            )}
          </FormField>
          <FormField control={form.control} name="name" label={t("newName")} description={words("nameHint")}>
            {(field) => <Input {...field} autoComplete="off" />}
          </FormField>
          <ExpiryFields />
        </DialogBody>
        <FormButtons pending={pending} label={words("create")} pendingLabel={words("creating")} />
      </form>
    </FormProvider>
  );
}
