/** A path for our own log: of pages whose address holds a secret, without it. */
export const loggablePath = (pathname: string): string => pathname.replace(/^\/+(guide|setup)\/.*/, "/$1/…");
