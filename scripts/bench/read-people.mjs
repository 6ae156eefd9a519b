// The thread of scripts/bench/big-group.mjs that reads people and tells how long it waited for the slowest.

import { parentPort, workerData } from "node:worker_threads";
import { measure, toBytes } from "./load-client.mjs";

const { port, token, users, seconds } = workerData;
let turn = 0;
const next = () => toBytes({ path: `/scim/v2/Users/${users[(turn += 1) % users.length]}`, token });
const { longest } = await measure({ to: { port, host: "127.0.0.1" }, concurrency: 1, seconds, next, expect: [200] });
parentPort.postMessage({ longest });
