/** The identity providers that the connection is explained for. */
export const providerTabs = ["entra", "okta", "other"] as const;
export type ProviderTab = (typeof providerTabs)[number];
