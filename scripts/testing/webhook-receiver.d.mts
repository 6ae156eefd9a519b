export interface ReceivedWebhook {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface WebhookReceiver {
  readonly port: number;
  readonly url: string;
  readonly received: readonly ReceivedWebhook[];
  stop(): Promise<void>;
}

export function startWebhookReceiver(options?: {
  readonly answer?: (request: ReceivedWebhook) => Answer | "never" | undefined;
  readonly port?: number;
}): Promise<WebhookReceiver>;
