/** With what tokens are signed; every client may choose one of them. */
export const SIGNING_ALGORITHMS = ['ES256', 'EdDSA'] as const;
export type SigningAlgorithm = (typeof SIGNING_ALGORITHMS)[number];

const DAY_MS = 86_400_000;
/** A key signs for so long. */
export const SIGNING_MS = 30 * DAY_MS;
/** The next key is published so long before it signs: clients keep the published keys for a while. */
export const AHEAD_MS = 2 * DAY_MS;
/** No signed token holds for longer; afterwards a key that no longer signs can go. */
export const KEPT_MS = DAY_MS;

export interface KeyTime {
  id: string;
  algorithm: SigningAlgorithm;
  usedFrom: Date;
}

/** What is to be done at an instant about the keys of one algorithm, given the latest first. */
export function planRotation<Key extends KeyTime>(
  latestFirst: readonly Key[],
  now: Date,
): { addFrom?: Date; remove: Key[] } {
  const at = now.getTime();
  const current = latestFirst.find(({ usedFrom }) => usedFrom.getTime() <= at);
  const remove = latestFirst.filter((key) => {
    const successor = latestFirst[latestFirst.indexOf(key) - 1];
    return successor !== undefined && successor.usedFrom.getTime() + KEPT_MS <= at;
  });
  if (!current) return { addFrom: now, remove };
  if (latestFirst[0] !== current) return { remove };
  const due = current.usedFrom.getTime() + SIGNING_MS;
  if (due - AHEAD_MS > at) return { remove };
  return { addFrom: new Date(Math.max(due, at + AHEAD_MS)), remove };
}

/** In the order in which a key is chosen to sign: the one in use first, then the rest. */
export function orderToSign<Key extends KeyTime>(latestFirst: readonly Key[], now: Date): Key[] {
  const used = (key: Key) => key.usedFrom.getTime() <= now.getTime();
  return [...latestFirst.filter(used), ...latestFirst.filter((key) => !used(key))];
}
