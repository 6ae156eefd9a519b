"use client";

import { Bookmark, ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useRef, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuCheckboxItem,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { DeleteViewDialog } from "./delete-view-dialog";
import type { LogView, ViewPlace } from "./log-view";
import { RenameViewDialog } from "./rename-view-dialog";
import { SaveViewDialog } from "./save-view-dialog";
import { ShareViewDialog } from "./share-view-dialog";
import { UpdateViewDialog } from "./update-view-dialog";

export interface ViewsMenuProps {
  place: ViewPlace;
  /** Of the page. */
  path: string;
  /** The query of what the page shows; undefined: it is none that could be kept. */
  current: string | undefined;
  views: readonly LogView[];
  /** Whether shared views may be made and changed, too. */
  mayShare: boolean;
}

type Opened =
  { readonly dialog: "save" | "update" } | { readonly dialog: "rename" | "delete" | "share"; readonly view: LogView };

const kinds = ["builtIn", "shared", "own"] as const;

/** The named filters of the log: what is shown is marked, can be given a name, and renamed and deleted if it has one. */
export function ViewsMenu({ place, path, current, views, mayShare }: ViewsMenuProps) {
  const t = useTranslations("logViews");
  const router = useRouter();
  const [loading, startTransition] = useTransition();
  const [opened, setOpened] = useState<Opened>();
  // Its filters may have been changed since: then it is this one that wants to be updated.
  const [last, setLast] = useState<string>();
  const chosen = useRef<Opened>(undefined);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => setOpened(undefined);
  // Radix gives the focus back to a trigger only, and a dialog of the menu has none.
  const focusButton = () => button.current?.focus();
  const choose = (next: Opened) => {
    chosen.current = next;
  };
  const shown = views.filter(({ query }) => query === current);
  const changeable = views.filter(({ kind }) => kind === "own" || (kind === "shared" && mayShare));
  const others = changeable.filter(({ query }) => query !== current);
  // One's own word for it before everybody's, and that before ours.
  const name = kinds.flatMap((kind) => shown.filter((view) => view.kind === kind)).at(-1)?.name;

  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button ref={button} aria-busy={loading} className="max-w-full min-w-0">
            <Bookmark aria-hidden />
            <span className="max-w-56 truncate">{name === undefined ? t("views") : t("viewNamed", { name })}</span>
            <ChevronDown aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent
          align="start"
          className="max-h-(--radix-dropdown-menu-content-available-height) max-w-[min(22rem,calc(100vw-1rem))] overflow-y-auto"
          // A dialog opens once the menu is gone and the button has the focus again.
          onCloseAutoFocus={() => {
            if (chosen.current !== undefined) setOpened(chosen.current);
            chosen.current = undefined;
          }}
        >
          {kinds.map((kind) => {
            const ofKind = views.filter((view) => view.kind === kind);
            return ofKind.length === 0 ? null : (
              <div key={kind} role="group" aria-label={t(kind)}>
                {kind === "builtIn" ? null : <DropdownMenuLabel aria-hidden>{t(kind)}</DropdownMenuLabel>}
                {ofKind.map((view) => (
                  <DropdownMenuCheckboxItem
                    key={view.id}
                    checked={view.query === current}
                    onSelect={() => {
                      setLast(view.id);
                      startTransition(() =>
                        router.push(view.query === "" ? path : `${path}?${view.query}`, { scroll: false }),
                      );
                    }}
                  >
                    <span className="min-w-0 truncate">{view.name}</span>
                  </DropdownMenuCheckboxItem>
                ))}
              </div>
            );
          })}
          {current === undefined ? null : (
            <>
              <DropdownMenuSeparator />
              <ViewActs
                views={changeable.filter(({ query }) => query === current)}
                mayShare={mayShare}
                mayUpdate={others.length > 0}
                onChoose={choose}
              />
            </>
          )}
        </DropdownMenuContent>
      </DropdownMenu>
      {opened?.dialog === "save" && current !== undefined ? (
        <SaveViewDialog place={place} query={current} mayShare={mayShare} onClose={close} onClosed={focusButton} />
      ) : null}
      {opened?.dialog === "update" && current !== undefined ? (
        <UpdateViewDialog
          place={place}
          views={others}
          last={last}
          query={current}
          onClose={close}
          onClosed={focusButton}
        />
      ) : null}
      {opened?.dialog === "rename" ? (
        <RenameViewDialog place={place} view={opened.view} onClose={close} onClosed={focusButton} />
      ) : null}
      {opened?.dialog === "share" ? <ShareViewDialog place={place} view={opened.view} onClose={close} /> : null}
      {opened?.dialog === "delete" ? <DeleteViewDialog place={place} view={opened.view} onClose={close} /> : null}
    </>
  );
}

interface ViewActsProps {
  /** Those that the page shows and that may be changed. */
  views: readonly LogView[];
  mayShare: boolean;
  /** There is one that could show this instead of what it shows. */
  mayUpdate: boolean;
  onChoose: (chosen: Opened) => void;
}

/** What can be done with what the page shows, and the views that show it. */
function ViewActs({ views, mayShare, mayUpdate, onChoose }: ViewActsProps) {
  const t = useTranslations("logViews");
  return (
    <>
      <DropdownMenuItem onSelect={() => onChoose({ dialog: "save" })}>{t("save")}</DropdownMenuItem>
      {mayUpdate ? (
        <DropdownMenuItem onSelect={() => onChoose({ dialog: "update" })}>{t("update")}</DropdownMenuItem>
      ) : null}
      {views.flatMap((view) =>
        ([...(mayShare ? (["share"] as const) : []), "rename", "delete"] as const).map((dialog) => (
          <DropdownMenuItem key={`${dialog} ${view.id}`} onSelect={() => onChoose({ dialog, view })}>
            <span className="min-w-0 truncate">
              {t(dialog === "share" && view.kind === "shared" ? "unshareNamed" : `${dialog}Named`, { name: view.name })}
            </span>
          </DropdownMenuItem>
        )),
      )}
    </>
  );
}
