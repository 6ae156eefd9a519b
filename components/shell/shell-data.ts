import type { HealthState } from "@/lib/insight/finding";

/** What the frame around every page of an organization shows. */
export interface ShellData {
  readonly organization: ShellOrganization;
  /** Every organization that the admin belongs to. */
  readonly organizations: readonly ShellOrganization[];
  readonly directories: readonly ShellDirectory[];
  readonly domains: number;
  readonly admin: { readonly name: string; readonly email: string };
}

export interface ShellOrganization {
  readonly slug: string;
  readonly name: string;
}

export interface ShellDirectory {
  readonly slug: string;
  readonly name: string;
  readonly health: HealthState;
  readonly users: number;
  readonly groups: number;
  /** What is wrong with its connection. */
  readonly findings: number;
  /** People whose leaving waits for a decision. */
  readonly held: number;
  /** Steps of its setup guide; undefined once all are over. */
  readonly setup: { readonly over: number; readonly total: number } | undefined;
}
