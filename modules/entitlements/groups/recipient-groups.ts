import type { Day } from '../../../platform/clock/day.ts';
import type { LocalizedText } from '../../../platform/i18n/localized-text.ts';

/**
 * Who decides about the members: `consent`, the persons themselves, who join and leave; `list`, the
 * grantor, who states them.
 */
export const GROUP_KEEPERS = ['consent', 'list'] as const;
export type GroupKeeper = (typeof GROUP_KEEPERS)[number];

/** A named set of persons that a grantor's conditions ask about. */
export interface RecipientGroupStatement {
  code: string;
  /** Code of the organisation that keeps the group. */
  grantor: string;
  name: { lv: string; en: string };
  /** `consent` when not stated. */
  keptBy?: GroupKeeper | undefined;
}

/** That a person is a member from a day on; `consentAt` is when the person agreed to it. */
export interface MembershipStatement {
  personId: string;
  group: string;
  from: Day;
  consentAt: Date;
}

/** A group as a person sees it: one that they may join, or are in. */
export interface OwnGroup {
  code: string;
  name: LocalizedText;
  grantor: LocalizedText;
  keptBy: GroupKeeper;
  /** Since when; null: not a member today. */
  memberSince: Day | null;
}
