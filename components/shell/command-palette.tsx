"use client";

import { Command } from "cmdk";
import { Fingerprint, History, LayoutGrid, ScrollText, Search, User, UserX } from "lucide-react";
import { useTranslations } from "next-intl";
import { useParams, useRouter } from "next/navigation";
import { useEffect, useState, type ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { Dialog, DialogTrigger } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { Spinner } from "@/components/ui/spinner";
import { routes } from "@/lib/routes";
import { hrefOfMeaning, MeaningSentence } from "./meaning-sentence";
import { PaletteContent } from "./palette-content";
import { PaletteEmpty } from "./palette-empty";
import type { ShellData } from "./shell-data";
import { shortestQuery, useDirectorySearch, type SearchDirectory } from "./use-directory-search";
import { usePlaces, type Place } from "./use-places";

export type { SearchDirectory } from "./use-directory-search";

/** ⌘K: every page, directory and organization, and the people and groups of the current directory. */
export function CommandPalette({ data, search }: { data: ShellData; search: SearchDirectory }) {
  const t = useTranslations("palette");
  const router = useRouter();
  const params = useParams<{ dir?: string }>();
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState("");
  const directory = data.directories.find(({ slug }) => slug === params.dir);
  const { pending, failed, people, groups, former, refused, meanings } = useDirectorySearch(
    search,
    open ? directory?.slug : undefined,
    query,
  );
  const { pages, directories, organizations } = usePlaces(data, directory?.slug, query);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      setOpen((isOpen) => !isOpen);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);

  function go(href: string): void {
    setOpen(false);
    setQuery("");
    router.push(href);
  }

  const org = data.organization.slug;
  const dir = directory?.slug ?? "";
  const found =
    pages.length +
    directories.length +
    organizations.length +
    people.length +
    groups.length +
    former.length +
    refused.length +
    meanings.length;
  const nothing = found === 0 && !pending;
  // Whom no search knows, a request may have named.
  const logQuery =
    nothing && directory !== undefined && query.trim().length >= shortestQuery ? query.trim() : undefined;
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger className="bg-surface text-muted shadow-card hover:border-border-strong flex h-8.5 items-center justify-between gap-3 rounded-lg border px-2.5 sm:w-64">
        <Search aria-hidden className="size-4 sm:hidden" />
        <span className="sr-only sm:not-sr-only">{t("open")}</span>
        <Kbd aria-hidden className="hidden sm:inline-block">
          ⌘K
        </Kbd>
      </DialogTrigger>
      <PaletteContent title={t("title")}>
        <Command shouldFilter={false} label={t("title")} loop>
          <div className="flex items-center gap-3 border-b px-4">
            {pending ? <Spinner className="text-muted" /> : <Search aria-hidden className="text-muted size-4" />}
            <Command.Input
              value={query}
              onValueChange={setQuery}
              placeholder={t("placeholder")}
              className="h-12 flex-1 bg-transparent text-[15px] outline-none"
            />
            <Kbd aria-hidden>Esc</Kbd>
          </div>
          <div role="status">
            {found > 0 ? null : (
              <PaletteEmpty query={query.trim()} directory={directory?.name} pending={pending} failed={failed} />
            )}
          </div>
          {/* Without an option it is no listbox; the input goes on naming it. */}
          <Command.List
            hidden={found === 0 && logQuery === undefined}
            className="max-h-[min(24rem,60dvh)] overflow-y-auto p-1.5"
          >
            <PaletteGroup heading={t("meaning")}>
              {meanings.map((meaning, index) => {
                const href = hrefOfMeaning(meaning, org, dir);
                return (
                  <PaletteItem
                    key={index}
                    value={`meaning ${index}`}
                    icon={<Fingerprint aria-hidden />}
                    wraps
                    onSelect={() => (href === undefined ? undefined : go(href))}
                  >
                    <MeaningSentence meaning={meaning} />
                  </PaletteItem>
                );
              })}
            </PaletteGroup>
            <PaletteGroup heading={t("people", { directory: directory?.name ?? "" })}>
              {people.map(({ id, name, detail }) => (
                <PaletteItem
                  key={id}
                  value={id}
                  icon={<User aria-hidden />}
                  detail={detail}
                  onSelect={() => go(routes.user(org, dir, id))}
                >
                  {name}
                </PaletteItem>
              ))}
            </PaletteGroup>
            <PaletteGroup heading={t("groups", { directory: directory?.name ?? "" })}>
              {groups.map(({ id, name }) => (
                <PaletteItem
                  key={id}
                  value={id}
                  icon={<LayoutGrid aria-hidden />}
                  onSelect={() => go(routes.group(org, dir, id))}
                >
                  {name}
                </PaletteItem>
              ))}
            </PaletteGroup>
            <PaletteGroup heading={t("former")}>
              {former.map(({ id, type, name, isHere, matched }) => (
                <PaletteItem
                  key={id}
                  value={`former ${id}`}
                  icon={<History aria-hidden />}
                  detail={t(isHere ? "formerNow" : "formerGone", { name })}
                  onSelect={() => go(type === "User" ? routes.user(org, dir, id) : routes.group(org, dir, id))}
                >
                  {matched}
                </PaletteItem>
              ))}
            </PaletteGroup>
            <PaletteGroup heading={t("refused")}>
              {refused.map(({ key, name, code, eventId }) => (
                <PaletteItem
                  key={key}
                  value={`refused ${key}`}
                  icon={<UserX aria-hidden />}
                  detail={code}
                  onSelect={() =>
                    go(
                      routes.logs(org, dir, {
                        q: name,
                        status: "failure",
                        range: "all",
                        reads: "true",
                        event: eventId,
                      }),
                    )
                  }
                >
                  {name}
                </PaletteItem>
              ))}
            </PaletteGroup>
            <PaletteGroup heading={t("pages")}>{pages.map((place) => placeItem(place, go))}</PaletteGroup>
            <PaletteGroup heading={t("directories")}>{directories.map((place) => placeItem(place, go))}</PaletteGroup>
            <PaletteGroup heading={t("organizations")}>
              {organizations.map((place) => placeItem(place, go))}
            </PaletteGroup>
            {logQuery === undefined ? null : (
              <PaletteItem
                value="log"
                icon={<ScrollText aria-hidden />}
                onSelect={() => go(routes.logs(org, dir, { q: logQuery, range: "all", reads: "true" }))}
              >
                {t("searchLog", { query: logQuery })}
              </PaletteItem>
            )}
          </Command.List>
        </Command>
      </PaletteContent>
    </Dialog>
  );
}

function placeItem({ href, label, icon }: Place, go: (href: string) => void) {
  return (
    <PaletteItem key={href} value={href} icon={icon} onSelect={() => go(href)}>
      {label}
    </PaletteItem>
  );
}

function PaletteGroup({ heading, children }: { heading: string; children: ReactNode[] }) {
  if (children.length === 0) return null;
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:text-muted [&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-[13px]"
    >
      {children}
    </Command.Group>
  );
}

interface PaletteItemProps {
  /** A sentence rather than a name: read whole. */
  wraps?: boolean;
  value: string;
  icon: ReactNode;
  detail?: string;
  onSelect: () => void;
  children: ReactNode;
}

function PaletteItem({ value, icon, detail, wraps = false, onSelect, children }: PaletteItemProps) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className={cn(
        "data-[selected=true]:bg-hover flex min-h-9 items-center gap-3 rounded-md px-2.5 py-1.5",
        "[&_svg]:text-muted [&_svg]:size-4",
      )}
    >
      <span className="grid size-4 shrink-0 place-items-center">{icon}</span>
      <span className={wraps ? "min-w-0 break-words" : "truncate"}>{children}</span>
      {detail === undefined ? null : <span className="text-muted truncate text-[13px]">{detail}</span>}
    </Command.Item>
  );
}
