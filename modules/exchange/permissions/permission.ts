import { type Day, rigaDay } from '../../../platform/clock/day.ts';
import type { LocalizedText } from '../../../platform/i18n/localized-text.ts';
import type { GrantedFields } from './granted-fields.ts';
import type { Prolongation, Terms } from './terms.ts';

/**
 * applied: the source decides. agreed: one who decides has, and another must. granted, refused,
 * suspended, withdrawn (by the source, or given up by the holder): decided.
 */
export type DecidedState = 'applied' | 'agreed' | 'granted' | 'refused' | 'suspended' | 'withdrawn';

/** As it is on a day: of what was granted, `ahead` of its days and `expired` after them. */
export type PermissionState = DecidedState | 'ahead' | 'expired';

export interface Party {
  id: string;
  code: string;
  name: LocalizedText;
  territory: string | null;
  registrationNumber: string | null;
}

export interface PermittedVersion {
  versionId: number;
  version: number;
  /** The first day on which it is no more. */
  endsOn: Day | null;
  /** Null until it is granted. */
  granted: GrantedFields | null;
}

export interface Permission extends Terms {
  id: string;
  /** `KP-2026-000123`. */
  number: string;
  dataSetId: string;
  dataSet: string;
  source: Party;
  holder: Party;
  versions: PermittedVersion[];
  /** Later published versions for which its holder has asked nothing that still counts. */
  newer: number[];
  state: DecidedState;
  /** Who decided first (`actorOf`), while another must. */
  agreedBy: string | null;
  /** A prolongation that waits, and who proposed it. */
  proposed: (Prolongation & { by: string }) | null;
  appliedAt: Date;
  /** Uses that were made, in all and in the present period of the quota. */
  used: number;
  usedInPeriod: number;
}

type Dated = Pick<Permission, 'state' | 'validFrom' | 'validUntil'>;

/** What a permission is at an instant: its days come and go by themselves. */
export function permissionState(permission: Dated, now: Date): PermissionState {
  const { state } = permission;
  if (state !== 'granted') return state;
  const today: Day = rigaDay(now);
  if (today > permission.validUntil) return 'expired';
  return today < permission.validFrom ? 'ahead' : state;
}
