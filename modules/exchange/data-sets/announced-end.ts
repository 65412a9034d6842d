import type { Day } from '../../../platform/clock/day.ts';

/** That a version will be no more, as its readers are told. */
export interface AnnouncedEnd {
  announcedAt: Date;
  /** The first day on which it is no more, and the instant at which that day begins. */
  endsOn: Day;
  endsAt: Date;
  /** The version to change over to: the newest published one that outlives it. */
  successor: number | null;
}
