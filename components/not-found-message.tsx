import { Compass } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { routes } from "@/lib/routes";
import { Button } from "./ui/button";

/** The same words whether a page does not exist or is somebody else's. */
export function NotFoundMessage() {
  const t = useTranslations("errors");
  return (
    <div className="mx-auto flex max-w-md flex-col items-center py-[max(3rem,14dvh)] text-center">
      <span aria-hidden className="bg-sunken text-muted mb-4 grid size-11 place-items-center rounded-full">
        <Compass className="size-5" />
      </span>
      <h1 className="text-[22px] leading-7 font-semibold tracking-tight">{t("notFoundTitle")}</h1>
      <p className="text-muted mt-1.5 text-balance">{t("notFoundText")}</p>
      <Button asChild className="mt-5">
        <Link href={routes.home()}>{t("backHome")}</Link>
      </Button>
    </div>
  );
}
