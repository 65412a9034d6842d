/** Whether who asks holds the entity already: `If-None-Match` (RFC 9110, 13.1.2), compared weakly. */
export function isHeld(header: string | undefined, etag: string): boolean {
  const tags = header?.split(',').map((tag) => tag.trim().replace(/^W\//, '')) ?? [];
  return tags.includes(etag) || tags.includes('*');
}
