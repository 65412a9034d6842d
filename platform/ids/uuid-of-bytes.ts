/**
 * A UUID of version 8 (RFC 9562: made in a way of our own) of the first 16 bytes of a hash: for an id
 * that must follow from what it names.
 */
export function uuidOfBytes(bytes: Uint8Array): string {
  const own = Buffer.from(bytes.subarray(0, 16));
  own[6] = 0x80 | ((own[6] ?? 0) & 0x0f);
  own[8] = 0x80 | ((own[8] ?? 0) & 0x3f);
  return own.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
