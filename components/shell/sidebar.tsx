"use client";

import {
  BadgeCheck,
  Bell,
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
import { useFormatter, useTranslations } from "next-intl";
import Link from "next/link";
import { useParams } from "next/navigation";
import { useId } from "react";
import { HealthDot } from "@/components/health";
import { Logo } from "@/components/logo";
import { routes } from "@/lib/routes";
import { NavLink, NavSection } from "./nav-link";
import { OrganizationSwitcher } from "./organization-switcher";
import type { ShellData } from "./shell-data";

/** The way around an organization: its directories, the pages of the current one, and what belongs to all of them. */
export function Sidebar({ data }: { data: ShellData }) {
  const t = useTranslations("nav");
  const app = useTranslations("app");
  const guide = useTranslations("guide");
  const format = useFormatter();
  const id = useId();
  const params = useParams<{ dir?: string }>();
  const org = data.organization.slug;
  const current = data.directories.find(({ slug }) => slug === params.dir);
  return (
    <div className="flex flex-col px-3 py-4">
      <Link href={routes.organization(org)} className="mb-3 flex w-fit items-center gap-2.5 rounded-lg px-2">
        <Logo className="size-5" />
        <span className="font-semibold">{app("name")}</span>
      </Link>
      <OrganizationSwitcher data={data} />
      <nav aria-label={t("label")} className="mt-3">
        <ul>
          <NavLink href={routes.organization(org)} icon={<House aria-hidden />}>
            {t("overview")}
          </NavLink>
        </ul>
        <NavSection id={`${id}-directories`} title={t("directories")}>
          {data.directories.length === 0 ? <li className="text-muted px-2 py-1">{t("noDirectories")}</li> : null}
          {data.directories.map((directory) => (
            <NavLink
              key={directory.slug}
              href={routes.directory(org, directory.slug)}
              icon={<HealthDot state={directory.health} />}
            >
              {directory.name}
            </NavLink>
          ))}
        </NavSection>
        {current === undefined ? null : (
          <NavSection id={`${id}-directory`} title={current.name}>
            <NavLink
              href={routes.setupGuide(org, current.slug)}
              icon={<ListChecks aria-hidden />}
              count={current.setup && guide("progress", { done: current.setup.over, total: current.setup.total })}
            >
              {t("setupGuide")}
            </NavLink>
            <NavLink
              deep
              href={routes.users(org, current.slug)}
              icon={<Users aria-hidden />}
              count={format.number(current.users)}
            >
              {t("users")}
            </NavLink>
            <NavLink
              deep
              href={routes.groups(org, current.slug)}
              icon={<LayoutGrid aria-hidden />}
              count={format.number(current.groups)}
            >
              {t("groups")}
            </NavLink>
            <NavLink
              deep
              href={routes.deprovisioning(org, current.slug)}
              icon={<UserMinus aria-hidden />}
              count={current.held === 0 ? undefined : format.number(current.held)}
            >
              {t("deprovisioning")}
            </NavLink>
            <NavLink href={routes.mapping(org, current.slug)} icon={<ListTree aria-hidden />}>
              {t("mapping")}
            </NavLink>
            <NavLink
              href={routes.health(org, current.slug)}
              icon={<HeartPulse aria-hidden />}
              count={current.findings === 0 ? undefined : format.number(current.findings)}
            >
              {t("health")}
            </NavLink>
            <NavLink href={routes.cycles(org, current.slug)} icon={<RefreshCw aria-hidden />}>
              {t("cycles")}
            </NavLink>
            <NavLink href={routes.logs(org, current.slug)} icon={<ScrollText aria-hidden />}>
              {t("logs")}
            </NavLink>
            <NavLink href={routes.conformance(org, current.slug)} icon={<BadgeCheck aria-hidden />}>
              {t("conformance")}
            </NavLink>
            <NavLink href={routes.notifications(org, current.slug)} icon={<Bell aria-hidden />}>
              {t("notifications")}
            </NavLink>
          </NavSection>
        )}
        <NavSection id={`${id}-organization`} title={t("organization")}>
          <NavLink
            href={routes.domains(org)}
            icon={<Globe aria-hidden />}
            count={data.domains === 0 ? undefined : format.number(data.domains)}
          >
            {t("domains")}
          </NavLink>
          <NavLink href={routes.settings(org)} icon={<Settings aria-hidden />}>
            {t("settings")}
          </NavLink>
        </NavSection>
      </nav>
    </div>
  );
}
