/** Cookie with the reader's choice of theme; absent means the system's. Read by the root layout, so nothing flashes. */
export const themeCookie = "muster-theme";

export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

export const toTheme = (text: string | undefined): Theme => themes.find((theme) => theme === text) ?? "system";
