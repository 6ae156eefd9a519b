import { useTranslations } from "next-intl";
import type { Action, Status } from "@/lib/insight/provisioning-event";
import { attributeName } from "./attribute-name";

export interface LogSentenceProps {
  action: Action;
  status: Status;
  resourceType: "User" | "Group" | null;
  /** Whom or what it was about. */
  name: string | null;
  /** Attribute paths that changed. */
  modifiedPaths?: readonly string[];
  /** What the client was told when it was refused. */
  detail?: string | null;
}

/** One request in a sentence: "Disabled Ana Pérez". What changed, or why it was refused, follows quietly. */
export function LogSentence({ action, status, resourceType, name, modifiedPaths = [], detail }: LogSentenceProps) {
  const t = useTranslations("logs");
  const refused = status === "failure";
  const aside = refused ? detail : action === "update" ? modifiedPaths.map(attributeName).join(", ") : undefined;
  return (
    <>
      {t.rich(`${refused ? "refused" : "done"}.${action}`, {
        name: name ?? t(`someone.${resourceType ?? "other"}`),
        b: (chunks) => <span className="font-medium">{chunks}</span>,
      })}
      {aside === undefined || aside === null || aside === "" ? null : (
        <span className="text-muted font-normal">
          {" · "}
          {aside}
        </span>
      )}
    </>
  );
}
