export interface SmtpServer {
  readonly port: number;
  stop(): Promise<void>;
}

export function startSmtpServer(options: {
  keep(mail: { readonly to: string[]; readonly raw: Buffer }): Promise<void>;
  statusOf?(address: string): number | undefined;
  login?: { readonly user: string; readonly password: string } | undefined;
  port?: number | undefined;
}): Promise<SmtpServer>;
