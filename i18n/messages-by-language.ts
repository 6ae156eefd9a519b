import en from "@/messages/en.json";
import type { Language } from "./locales";

/** Every text a person sees, by language. */
export const messagesByLanguage: Record<Language, typeof en> = { en };
