"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { toast } from "sonner";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { Switch } from "@/components/ui/switch";
import { useAction } from "@/components/use-action";
import { toldKinds } from "@/lib/alerts/told-findings";
import type { ToldKind } from "@/lib/alerts/told-findings";
import type { AlertSettingDto } from "@/lib/console/alert-settings";
import { setAlertsAction } from "../_actions/set-alerts";

export interface FailureSettingsProps {
  organizationSlug: string;
  directoryId: string;
  provider: string;
  setting: AlertSettingDto;
  mayChange: boolean;
}

/** Whether an e-mail is sent when a failure occurs, and what counts as one. Each choice is saved as it is made. */
export function FailureSettings({ organizationSlug, directoryId, provider, setting, mayChange }: FailureSettingsProps) {
  const t = useTranslations("notifications.failures");
  const id = useId();
  const { pending, run } = useAction();
  const { failureMail, quietKinds } = setting;

  async function save(change: Partial<AlertSettingDto>): Promise<void> {
    const { failureMail: mail, quietKinds: quiet } = { ...setting, ...change };
    const input = { directoryId, failureMail: mail, quietKinds: [...quiet] };
    const done = await run(() => setAlertsAction(organizationSlug, input));
    if (done !== undefined) toast.success(t("saved"));
  }
  const tell = (kind: ToldKind, told: boolean) =>
    save({ quietKinds: told ? quietKinds.filter((quiet) => quiet !== kind) : [...quietKinds, kind] });

  return (
    <Card aria-labelledby="failures-title">
      <CardHeader id="failures-title" title={t("title")} />
      <CardBody className="grid gap-4">
        <div className="flex gap-2.5">
          <Switch
            id={id}
            aria-describedby={`${id}-text`}
            className="mt-0.5"
            checked={failureMail}
            disabled={!mayChange || pending}
            onCheckedChange={(on) => void save({ failureMail: on })}
          />
          <div>
            <label htmlFor={id} className="font-medium">
              {t("mail")}
            </label>
            <p id={`${id}-text`} className="text-muted">
              {t("mailText")}
            </p>
          </div>
        </div>
        <fieldset className="grid gap-2 border-t pt-4">
          <legend className="float-left mb-1 w-full font-medium">{t("kinds")}</legend>
          <p className="text-muted clear-both -mt-1 text-[13px]">{t("kindsText")}</p>
          <div className="grid gap-x-6 gap-y-2 sm:grid-cols-2">
            {toldKinds.map((kind) => (
              <div key={kind} className="flex items-start gap-2.5">
                <Checkbox
                  id={`${id}-${kind}`}
                  className="mt-px"
                  checked={!quietKinds.includes(kind)}
                  disabled={!mayChange || pending}
                  onCheckedChange={(told) => void tell(kind, told === true)}
                />
                <label htmlFor={`${id}-${kind}`}>{t(`kind.${kind}`, { provider })}</label>
              </div>
            ))}
          </div>
        </fieldset>
      </CardBody>
    </Card>
  );
}
