"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { signOut } from "./sign-out";

export function SignOutButton() {
  const t = useTranslations("account");
  return (
    <Button className="w-full" onClick={() => void signOut()}>
      {t("signOut")}
    </Button>
  );
}
