"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { toast } from "sonner";
import { RelativeTime } from "@/components/relative-time";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { useAction } from "@/components/use-action";
import type { Result } from "@/lib/inputs/result";

export interface RevokeCredentialProps {
  /** Names what it ends, for instance "Revoke token Production". */
  label: string;
  /** What the button says; "Revoke" when left out. */
  children?: string;
  title: string;
  text: string;
  confirm: string;
  /** Said when it is done. */
  done: string;
  lastUsedAt: Date | null;
  revoke: () => Promise<Result<unknown>>;
}

/** Ends a credential: asks first, and tells when it is in use. */
export function RevokeCredential(props: RevokeCredentialProps) {
  const t = useTranslations("tokens");
  const common = useTranslations("common");
  const [asking, setAsking] = useState(false);
  const { pending, run } = useAction();
  const { lastUsedAt } = props;

  async function revoke(): Promise<void> {
    const done = await run(props.revoke);
    setAsking(false);
    if (done !== undefined) toast.success(props.done);
  }

  return (
    <>
      <Button size="sm" aria-label={props.label} onClick={() => setAsking(true)}>
        {props.children ?? t("revoke")}
      </Button>
      <AlertDialog
        open={asking}
        onOpenChange={setAsking}
        title={props.title}
        description={props.text}
        cancelLabel={common("cancel")}
        confirmLabel={props.confirm}
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
