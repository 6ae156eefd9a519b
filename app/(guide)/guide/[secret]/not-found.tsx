import { Link2Off } from "lucide-react";
import { getFormatter, getTranslations } from "next-intl/server";
import { headers } from "next/headers";
import { findGuideAccess } from "@/lib/auth/guide-request";
import { requestedPath, requestedPathHeader } from "@/lib/auth/requested-path";

/** Why a setup link opens nothing, in words. Only whoever holds a real one is told what became of it. */
export default async function GuideLinkEnded() {
  const { title, texts } = await refusal();
  return (
    <div className="mx-auto flex max-w-md flex-col items-center py-[max(3rem,14dvh)] text-center">
      <span aria-hidden className="bg-sunken text-muted mb-4 grid size-11 place-items-center rounded-full">
        <Link2Off className="size-5" />
      </span>
      <h1 className="text-[22px] leading-7 font-semibold tracking-tight">{title}</h1>
      {texts.map((text) => (
        <p key={text} className="text-muted mt-1.5 text-balance break-words">
          {text}
        </p>
      ))}
    </div>
  );
}

async function refusal(): Promise<{ title: string; texts: readonly string[] }> {
  const [t, format] = await Promise.all([getTranslations("guideLinks"), getFormatter()]);
  // What Next shows in a page's stead is told neither its address nor its parameters.
  const path = requestedPath((await headers()).get(requestedPathHeader)) ?? "";
  const access = await findGuideAccess(path.split("/")[2] ?? "");
  if (access.kind === "throttled") {
    const minutes = Math.ceil(access.retryAfterS / 60);
    return { title: t("throttledTitle"), texts: [t("throttledText", { minutes })] };
  }
  if (access.kind !== "expired" && access.kind !== "revoked") {
    return { title: t("unknownTitle"), texts: [t("unknownText")] };
  }
  const date = format.dateTime(access.at, { dateStyle: "long", timeStyle: "short" });
  const by = access.createdBy === "operator" ? t("sender") : access.createdBy;
  const why = t(`${access.kind}Text`, { date, by });
  return { title: t("endedTitle"), texts: [why, t("keptText")] };
}
