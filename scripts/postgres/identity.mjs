// As whom PostgreSQL runs. It refuses to run as root, so a root Muster runs it as an unprivileged user; and that user
// may be unable to reach the programs or the data when a folder above them is closed to it (/root, mktemp -d).

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** PostgreSQL cannot be run as anybody; the message says what was tried and what to do. */
export class PostgresIdentityError extends Error {
  name = "PostgresIdentityError";
}

const succeeds = (command, args, options) =>
  spawnSync(command, args, { stdio: "ignore", timeout: 10_000, ...options }).status === 0;

function findUser(name) {
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(":") ?? [];
  return uid === undefined ? undefined : { uid: Number(uid), gid: Number(gid) };
}

/** The account `postgres`, made if need be, else `nobody`. */
function unprivilegedUser() {
  const existing = findUser("postgres");
  if (existing) return existing;
  const made = succeeds("useradd", [
    "--system",
    "--user-group",
    "--no-create-home",
    "--shell",
    "/bin/false",
    "postgres",
  ]);
  const user = (made && findUser("postgres")) || findUser("nobody");
  if (user) return user;
  throw new PostgresIdentityError(
    "PostgreSQL does not run as root, and there is no unprivileged user to run it as. Add one (useradd --system postgres), start Muster as another user, or set DATABASE_URL.",
  );
}

/** The secure bit makes access(2), by which PostgreSQL looks for its own programs, count the capability too. */
const withCapability = (name) => [
  "--inh-caps",
  `+${name}`,
  "--ambient-caps",
  `+${name}`,
  "--securebits",
  "+no_setuid_fixup",
];

/**
 * The ways to start a program as `user`, the least privileged first. PostgreSQL is told of our death by the kernel
 * (--pdeathsig INT: its fast shutdown) wherever setpriv can ask for that.
 */
function waysToRun(user) {
  const dying = ["--pdeathsig", "INT"];
  if (!user) return [{ prefix: ["setpriv", ...dying] }, { prefix: [] }];
  const become = ["setpriv", "--reuid", `${user.uid}`, "--regid", `${user.gid}`, "--clear-groups", ...dying];
  return [
    { prefix: become },
    // May look into and through every folder, but write only where the user may.
    { prefix: [...become, ...withCapability("dac_read_search")] },
    // What a container's root has instead.
    { prefix: [...become, ...withCapability("dac_override")] },
    { prefix: [], uid: user.uid, gid: user.gid },
  ];
}

/**
 * As whom PostgreSQL is to own its data: undefined for the user we are, otherwise ids.
 *
 * @param {{ uid: number, gid: number } | undefined} owner of the data directory, if it exists: who made it runs it
 */
export function postgresUser(owner) {
  if (process.platform === "win32" || process.getuid() !== 0) return undefined;
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : unprivilegedUser();
}

/**
 * How to start a PostgreSQL program as `user` so that it reaches the programs and `directory` (which `user` owns).
 *
 * @param {{ uid: number, gid: number } | undefined} user
 * @param {string} initdb
 * @param {string} directory
 * @returns {(program: string, args: string[]) => { command: string, args: string[], options: object }}
 * @throws {PostgresIdentityError}
 */
export function postgresRunner(user, initdb, directory) {
  if (process.platform === "win32") return (command, args) => ({ command, args, options: {} });
  let complaint = "";
  for (const { prefix, ...ids } of waysToRun(user)) {
    const runner = (command, args) => {
      const [first, ...rest] = [...prefix, command, ...args];
      return { command: first, args: rest, options: ids };
    };
    // A visit to the directory, and everything initdb looks for before it writes.
    const script = 'cd "$1" && ls >/dev/null && exec "$2" --show --pgdata="$1"';
    const { command, args, options } = runner("/bin/sh", ["-c", script, "sh", directory, initdb]);
    const { status, stderr } = spawnSync(command, args, { ...options, encoding: "utf8", timeout: 20_000 });
    if (status === 0) return runner;
    complaint = stderr?.trim() || complaint;
  }
  if (!user) {
    throw new PostgresIdentityError(
      `PostgreSQL does not run here. Set DATABASE_URL to use another one. It said:\n${complaint}`,
    );
  }
  throw new PostgresIdentityError(
    `PostgreSQL does not run as root, and user ${user.uid} cannot reach ${initdb} and ${directory}. ` +
      "Move Muster and its data to a folder that every user may enter (chmod o+x each folder above them), install setpriv (util-linux), start Muster as another user, or set DATABASE_URL. It said:\n" +
      complaint,
  );
}
