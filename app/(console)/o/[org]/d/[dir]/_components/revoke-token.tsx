"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { toast } from "sonner";
import { RelativeTime } from "@/components/relative-time";
import { shortToken } from "@/components/short-token";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { useAction } from "@/components/use-action";
import type { TokenDto } from "@/lib/console/tokens";
import { revokeTokenAction } from "../_actions/revoke-token";

export function RevokeToken({ organizationSlug, token }: { organizationSlug: string; token: TokenDto }) {
  const t = useTranslations("tokens");
  const common = useTranslations("common");
  const [asking, setAsking] = useState(false);
  const { pending, run } = useAction();
  const { id, name, lastUsedAt } = token;

  async function revoke(): Promise<void> {
    const done = await run(() => revokeTokenAction(organizationSlug, { tokenId: id }));
    setAsking(false);
    if (done !== undefined) toast.success(t("revokedToast", { name: done.value.name }));
  }

  return (
    <>
      <Button size="sm" aria-label={t("revokeNamed", { name })} onClick={() => setAsking(true)}>
        {t("revoke")}
      </Button>
      <AlertDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("revokeTitle", { name })}
        description={t("revokeText", { token: shortToken(token) })}
        cancelLabel={common("cancel")}
        confirmLabel={t("revokeConfirm")}
        pending={pending}
        onConfirm={() => void revoke()}
      >
        {lastUsedAt === null ? null : (
          <p className="bg-warning-soft text-warning mt-2 rounded-lg px-3 py-2">
            {t.rich("revokeRecent", { when: () => <RelativeTime date={lastUsedAt} /> })}
          </p>
        )}
      </AlertDialog>
    </>
  );
}
