"use client";

import { ErrorMessage, type ErrorMessageProps } from "@/components/error-message";

export default function OrganizationError(props: ErrorMessageProps) {
  return <ErrorMessage {...props} />;
}
