export interface ScimmyServer {
  readonly tenantUrl: string;
  readonly token: string;
  /** How many people and groups it has. */
  count(): number;
  close(): Promise<void>;
}

/** Starts it on a free port. SCIMMY's resource types are global, so there is one of it in a process. */
export function startScimmyServer(): Promise<ScimmyServer>;
