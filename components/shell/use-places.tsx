import {
  BadgeCheck,
  Bell,
  Building2,
  Globe,
  HeartPulse,
  House,
  LayoutGrid,
  ListChecks,
  ListTree,
  RefreshCw,
  ScrollText,
  Settings,
  UserMinus,
  Users,
} from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { HealthDot } from "@/components/health";
import { routes } from "@/lib/routes";
import type { ShellData } from "./shell-data";

export interface Place {
  readonly href: string;
  readonly label: string;
  readonly icon: ReactNode;
}

/** The pages, directories and organizations whose names have the query in them. */
export function usePlaces(data: ShellData, dir: string | undefined, query: string) {
  const t = useTranslations("nav");
  const org = data.organization.slug;
  const wanted = query.trim().toLocaleLowerCase();
  const matches = ({ label }: Place) => label.toLocaleLowerCase().includes(wanted);
  const ofDirectory: Place[] =
    dir === undefined
      ? []
      : [
          { href: routes.setupGuide(org, dir), label: t("setupGuide"), icon: <ListChecks aria-hidden /> },
          { href: routes.users(org, dir), label: t("users"), icon: <Users aria-hidden /> },
          { href: routes.groups(org, dir), label: t("groups"), icon: <LayoutGrid aria-hidden /> },
          { href: routes.deprovisioning(org, dir), label: t("deprovisioning"), icon: <UserMinus aria-hidden /> },
          { href: routes.mapping(org, dir), label: t("mapping"), icon: <ListTree aria-hidden /> },
          { href: routes.health(org, dir), label: t("health"), icon: <HeartPulse aria-hidden /> },
          { href: routes.cycles(org, dir), label: t("cycles"), icon: <RefreshCw aria-hidden /> },
          { href: routes.logs(org, dir), label: t("logs"), icon: <ScrollText aria-hidden /> },
          { href: routes.conformance(org, dir), label: t("conformance"), icon: <BadgeCheck aria-hidden /> },
          { href: routes.notifications(org, dir), label: t("notifications"), icon: <Bell aria-hidden /> },
        ];
  return {
    pages: [
      { href: routes.organization(org), label: t("overview"), icon: <House aria-hidden /> },
      ...ofDirectory,
      { href: routes.domains(org), label: t("domains"), icon: <Globe aria-hidden /> },
      { href: routes.settings(org), label: t("settings"), icon: <Settings aria-hidden /> },
    ].filter(matches),
    directories: data.directories
      .map(({ slug, name, health }) => ({
        href: routes.directory(org, slug),
        label: name,
        icon: <HealthDot state={health} />,
      }))
      .filter(matches),
    organizations: data.organizations
      .filter(({ slug }) => slug !== org)
      .map(({ slug, name }) => ({ href: routes.organization(slug), label: name, icon: <Building2 aria-hidden /> }))
      .filter(matches),
  };
}
