/** What can become of a permission, in the order of a life. */
export const EVENT_KINDS = [
  'applied',
  'revised',
  'message',
  'agreed',
  'granted',
  'refused',
  'suspended',
  'resumed',
  'prolongation-proposed',
  'prolonged',
  'withdrawn',
  'ends-soon',
  'quota-low',
  'version-ends',
  'expired',
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** For whom somebody acts; `platform` for what comes by itself. */
export type Side = 'holder' | 'source' | 'operator' | 'platform';

export interface PermissionEvent {
  id: string;
  kind: EventKind;
  occurredAt: Date;
  actorKind: string;
  actorId: string | null;
  side: Side;
  /** What was said: a message, or why. */
  text: string | null;
  content: Record<string, unknown>;
}

/** With the number of its permission. */
export interface NumberedEvent extends PermissionEvent {
  number: string;
}
