import { getRequestConfig } from "next-intl/server";
import { cookies, headers } from "next/headers";
import { chooseLocale } from "./locales";
import { messagesByLanguage } from "./messages-by-language";
import { checkedTimeZone, timeZoneCookie } from "./time-zone";

/** What next-intl needs for one request: the reader's locale, zone and messages, and one `now` for server and browser. */
const requestConfig = getRequestConfig(async () => {
  const { locale, language } = chooseLocale((await headers()).get("accept-language"));
  return {
    locale,
    messages: messagesByLanguage[language],
    timeZone: checkedTimeZone((await cookies()).get(timeZoneCookie)?.value),
    now: new Date(),
  };
});

export default requestConfig;
