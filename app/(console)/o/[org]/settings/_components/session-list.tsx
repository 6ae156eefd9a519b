"use client";

import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { RelativeTime } from "@/components/relative-time";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { useAction } from "@/components/use-action";
import type { SessionDto } from "@/lib/console/sessions";
import { revokeSessionAction } from "../_actions/revoke-session";
import { readUserAgent } from "./read-user-agent";

export function SessionList({ sessions }: { sessions: readonly SessionDto[] }) {
  return (
    <ul className="divide-y">
      {sessions.map((session) => (
        <SessionRow key={session.id} session={session} />
      ))}
    </ul>
  );
}

function SessionRow({ session }: { session: SessionDto }) {
  const t = useTranslations("settings");
  const { pending, run } = useAction();
  const { browser, system } = readUserAgent(session.userAgent ?? "");
  const name =
    browser === undefined ? t("unknownBrowser") : system === undefined ? browser : t("browserOn", { browser, system });

  async function revoke(): Promise<void> {
    const done = await run(() => revokeSessionAction({ sessionId: session.id }));
    if (done !== undefined) toast.success(t("sessionRevoked"));
  }

  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          {name}
          {session.current ? <Badge tone="accent">{t("thisSession")}</Badge> : null}
        </p>
        <p className="text-muted text-[13px]">
          {session.ip === null ? null : `${session.ip} · `}
          {t.rich("lastSeen", { when: () => <RelativeTime date={session.lastSeenAt} /> })}
          {" · "}
          {t.rich("signedIn", { when: () => <RelativeTime date={session.createdAt} /> })}
        </p>
      </div>
      {session.current ? null : (
        <Button
          size="sm"
          pending={pending}
          aria-label={t("revokeSessionNamed", { browser: name, ip: session.ip ?? "" })}
          onClick={() => void revoke()}
        >
          {t("revokeSession")}
        </Button>
      )}
    </li>
  );
}
