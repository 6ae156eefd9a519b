"use client";

import { NextIntlClientProvider } from "next-intl";
import { ErrorMessage, type ErrorMessageProps } from "@/components/error-message";
import messages from "@/messages/en.json";
import "./globals.css";

/** Even the root layout failed, so neither the reader's language nor theme is known here. */
export default function GlobalError(props: ErrorMessageProps) {
  return (
    <html lang="en">
      <head>
        <title>{messages.errors.pageTitle}</title>
      </head>
      <body>
        <NextIntlClientProvider locale="en" timeZone="UTC" messages={messages}>
          <main className="px-4">
            <ErrorMessage {...props} />
          </main>
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
