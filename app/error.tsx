"use client";

import { ErrorMessage, type ErrorMessageProps } from "@/components/error-message";

export default function RootError(props: ErrorMessageProps) {
  return (
    <main className="px-4">
      <ErrorMessage {...props} />
    </main>
  );
}
