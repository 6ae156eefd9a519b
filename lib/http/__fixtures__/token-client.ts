import { handleToken } from "../handle-token";
import { BodyTooLarge } from "../scim-request";

export interface TokenAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: {
    readonly access_token?: string;
    readonly token_type?: string;
    readonly expires_in?: number;
    readonly error?: string;
    readonly error_description?: string;
  };
}

export interface TokenPost {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it stands, in place of the form. */
  readonly raw?: string;
  /** Its own for each test: what one test guesses must not throttle another. */
  readonly address?: string;
}

export const basic = (identifier: string, secret: string) => ({
  authorization: `Basic ${Buffer.from(`${identifier}:${secret}`).toString("base64")}`,
});

/** A request to the token endpoint without a socket: what a door hands in and gets out. */
export async function postToken(
  form: Readonly<Record<string, string>>,
  { method = "POST", headers = {}, raw, address = "127.0.0.1" }: TokenPost = {},
): Promise<TokenAnswer> {
  const bytes = new TextEncoder().encode(raw ?? new URLSearchParams(form).toString());
  const answer = await handleToken({
    method,
    pathname: "/oauth/token",
    search: "",
    header: (name) => headers[name] ?? (name === "content-type" ? "application/x-www-form-urlencoded" : undefined),
    body: async (limit) => {
      if (bytes.length > limit) throw new BodyTooLarge();
      return bytes;
    },
    peerAddress: address,
    encrypted: false,
  });
  return { status: answer.status, headers: answer.headers, body: JSON.parse(answer.text ?? "{}") };
}
