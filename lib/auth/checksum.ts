/** Letters and digits: what a double click selects whole. */
export const base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** Characters of a checksum. */
export const checksumLength = 6;

/** CRC32 in base62, so that a secret scanner can tell a real secret of ours from a look-alike offline. */
export function checksumOf(body: string): string {
  let rest = crc32(body);
  let text = "";
  for (let index = 0; index < checksumLength; index += 1) {
    text = base62.charAt(rest % base62.length) + text;
    rest = Math.floor(rest / base62.length);
  }
  return text;
}

/** Whether a text ends with the checksum of what stands before it: one that does not was damaged, or never ours. */
export const hasChecksum = (text: string): boolean =>
  checksumOf(text.slice(0, -checksumLength)) === text.slice(-checksumLength);

/** CRC-32/ISO-HDLC. node:zlib has it only from Node 20.15 on, and the types of Node 20.9 not at all. */
function crc32(text: string): number {
  let crc = 0xffffffff;
  for (const byte of Buffer.from(text)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
