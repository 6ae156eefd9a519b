import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Action, Status } from "@/lib/insight/provisioning-event";
import { useAttributeNames } from "./use-attribute-name";

export interface LogSentenceProps {
  action: Action;
  status: Status;
  httpStatus: number;
  resourceType: "User" | "Group" | null;
  /** Whom or what it was about. */
  name: string | null;
  /** Attribute paths that changed. */
  modifiedPaths?: readonly string[];
  /** How many changed besides. */
  modifiedMore?: number;
  /** What the client was told when it was refused; of an admin's decision: who decided. */
  detail?: string | null;
  /** The deprovision brake holds it. */
  isHeld?: boolean;
}

const tooManyRequests = 429;
/** Attributes that a sentence names. */
const namedMax = 4;

/** One request in a sentence: "Disabled Ana Pérez". What changed, or why it was refused, follows quietly. */
export function LogSentence({
  action,
  status,
  httpStatus,
  resourceType,
  name,
  modifiedPaths = [],
  modifiedMore = 0,
  detail,
  isHeld,
}: LogSentenceProps) {
  const t = useTranslations("logs");
  const attributeNames = useAttributeNames();
  const refused = status === "failure";
  const names = attributeNames(modifiedPaths);
  const attributes = names.slice(0, namedMax).join(", ");
  const more = String(names.length > namedMax || modifiedMore > 0);
  const changed = action !== "update" ? detail : attributes && t("changed", { attributes, more });
  const aside = refused ? detail : isHeld === true ? t("heldByBrake") : changed;
  // Nobody looked at whom it was about.
  if (httpStatus === tooManyRequests) return t("refused.tooEarly");
  const values = {
    name: name ?? t(`someone.${resourceType ?? "other"}`),
    // A name may run the other way than the sentence around it.
    b: (chunks: ReactNode) => <bdi className="font-medium">{chunks}</bdi>,
  };
  return (
    <>
      {status === "skipped" ? t.rich("skipped", values) : t.rich(`${refused ? "refused" : "done"}.${action}`, values)}
      {aside === undefined || aside === null || aside === "" ? null : (
        <span className="text-muted font-normal">
          {" · "}
          {aside}
        </span>
      )}
    </>
  );
}
