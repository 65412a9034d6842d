import type { Day } from '../../../platform/clock/day.ts';

/** A named set of persons whom a grantor lists by their own consent. */
export interface RecipientGroupStatement {
  code: string;
  /** Code of the organisation that keeps the group. */
  grantor: string;
  name: { lv: string; en: string };
}

/** That a person is a member from a day on; `consentAt` is when the person agreed to it. */
export interface MembershipStatement {
  personId: string;
  group: string;
  from: Day;
  consentAt: Date;
}
