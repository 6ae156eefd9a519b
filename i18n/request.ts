import { getRequestConfig } from "next-intl/server";
import { cookies, headers } from "next/headers";
import { chooseLocale, type Language } from "./locales";
import { checkedTimeZone, timeZoneCookie } from "./time-zone";
import en from "@/messages/en.json";

const messages: Record<Language, typeof en> = { en };

/** What next-intl needs for one request: the reader's locale, zone and messages, and one `now` for server and browser. */
const requestConfig = getRequestConfig(async () => {
  const { locale, language } = chooseLocale((await headers()).get("accept-language"));
  return {
    locale,
    messages: messages[language],
    timeZone: checkedTimeZone((await cookies()).get(timeZoneCookie)?.value),
    now: new Date(),
  };
});

export default requestConfig;
