"use client";

import { signOut } from "next-auth/react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { routes } from "@/lib/routes";

export function SignOutButton() {
  const t = useTranslations("account");
  return (
    <Button className="w-full" onClick={() => void signOut({ callbackUrl: routes.signIn() })}>
      {t("signOut")}
    </Button>
  );
}
