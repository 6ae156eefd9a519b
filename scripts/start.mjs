// npm start: from a clean clone to a serving Muster. Plain JavaScript without dependencies, in syntax that even an old
// Node reads, so that the first thing a wrong one does is to say so.

const [major, minor] = process.versions.node.split(".").map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  console.error("Muster needs Node.js 20.19 or newer; this is " + process.versions.node + ". See https://nodejs.org.");
  process.exit(1);
}

import("./boot/main.mjs").then(({ main }) => main({ dev: process.argv.includes("--dev") }));
