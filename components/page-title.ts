import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";

type Titled =
  | "home"
  | "guide"
  | "directory"
  | "users"
  | "groups"
  | "mapping"
  | "deprovisioning"
  | "findings"
  | "cycles"
  | "logs"
  | "notifications"
  | "conformance"
  | "rehearsal"
  | "domains"
  | "settings"
  | "signIn"
  | "setup";

/** The browser's title of a page whose heading is fixed. */
export async function pageTitle(page: Titled): Promise<Metadata> {
  const t = await getTranslations();
  return { title: t(`${page}.title`) };
}
