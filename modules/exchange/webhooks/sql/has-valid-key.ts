/**
 * The condition that the system of a `mailbox` has a key that is valid at the time of a parameter. One
 * that has none could not read its mailbox, and is sent nothing.
 */
export function hasValidKey(now: '$1'): string {
  return `exists (
    select from exchange.access_keys key
    where key.information_system_id = mailbox.information_system_id
      and key.revoked_at is null and (key.expires_at is null or key.expires_at > ${now}::timestamptz)
  )`;
}
