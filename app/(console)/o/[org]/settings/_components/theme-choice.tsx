"use client";

import { useTranslations } from "next-intl";
import { RadioGroup } from "radix-ui";
import { themes, toTheme } from "@/components/theme";
import { useTheme } from "@/components/use-theme";

const labels = { system: "themeSystem", light: "themeLight", dark: "themeDark" } as const;

export function ThemeChoice() {
  const t = useTranslations("account");
  const [theme, setTheme] = useTheme();
  return (
    <RadioGroup.Root
      aria-label={t("theme")}
      value={theme}
      onValueChange={(value) => setTheme(toTheme(value))}
      className="bg-sunken inline-flex rounded-lg border p-0.5"
    >
      {themes.map((choice) => (
        <RadioGroup.Item
          key={choice}
          value={choice}
          className="text-muted hover:text-foreground data-[state=checked]:bg-raised data-[state=checked]:text-foreground data-[state=checked]:shadow-card h-8 rounded-md px-3 text-[13px] font-medium transition-colors"
        >
          {t(labels[choice])}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
