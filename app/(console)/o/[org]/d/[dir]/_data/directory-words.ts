import { getTranslations } from "next-intl/server";
import { applications } from "@/lib/applications/applications";
import type { DirectoryDto } from "@/lib/console/directories";

/** The names that sentences about a directory are made of. */
export async function directoryWords({ provider, application }: DirectoryDto) {
  const t = await getTranslations("provider");
  return { provider: t(provider), shortProvider: t(`short.${provider}`), application: applications[application].name };
}
