import { z } from 'zod';
import { DayText } from '../../../platform/clock/day-text.ts';
import { GRANT_STATUSES } from './grant.ts';

/** What calls about grants take and answer. */
const REASON_MIN = 5;
const REASON_MAX = 1_000;

const Reason = z.string().trim().min(REASON_MIN).max(REASON_MAX);
const Act = z.object({ by: z.string(), at: z.string() });
export const DescribedGrant = z.object({
  id: z.uuid(),
  person: z.string().meta({ description: 'Whose: the name.' }),
  relief: z.string(),
  grantor: z.string(),
  from: z.string(),
  to: z.string().nullable().meta({ description: 'The first day without it.' }),
  reason: z.string(),
  status: z.enum(GRANT_STATUSES),
  proposed: Act.nullable().meta({ description: "Null: it came from the grantor's own system." }),
  decided: Act.nullable(),
  withdrawn: Act.extend({ on: z.string() }).nullable(),
  refusal: z.string().nullable(),
});
export type DescribedGrant = z.output<typeof DescribedGrant>;
const EXAMPLE: DescribedGrant = {
  id: '0197a1b2-5f00-7c3a-9d21-4b6e0c8f1a61',
  person: 'Anna Vējaine',
  relief: 'VEJAINE-FERRY',
  grantor: 'm-0099000',
  from: '2026-03-11',
  to: '2026-06-11',
  reason: 'Sociālās komisijas lēmums Nr. 12',
  status: 'proposed',
  proposed: { by: 'Ilze Ozola', at: '2026-03-11T10:00:00.000Z' },
  decided: null,
  withdrawn: null,
  refusal: null,
};
export const Grants = z
  .object({ grants: z.array(DescribedGrant) })
  .meta({ example: { grants: [EXAMPLE] } });
export const Proposed = z.object({ id: z.uuid() }).meta({ example: { id: EXAMPLE.id } });
export const Decided = z.object({ status: z.enum(GRANT_STATUSES) });

export const Proposal = z
  .strictObject({
    personalCode: z.string().min(1).max(20),
    relief: z.string().min(1).max(64),
    from: DayText,
    to: DayText.meta({ description: 'The first day without it.' }),
    reason: Reason.meta({ description: 'In words, as the person will read it.' }),
    grantor: z.string().max(64).optional().meta({
      description: 'Who grants: needed of officials of the operator only.',
    }),
  })
  .meta({
    example: {
      personalCode: '010190-00000',
      relief: 'VEJAINE-FERRY',
      from: '2026-03-11',
      to: '2026-06-11',
      reason: 'Sociālās komisijas lēmums Nr. 12',
    },
  });
export const Path = z.strictObject({ id: z.uuid() });
export const Rejection = z
  .strictObject({ reason: Reason })
  .meta({ example: { reason: 'Lēmums attiecas uz citu personu' } });
export const Confirmation = z
  .strictObject({
    confirmationId: z.uuid().optional().meta({
      description: 'Needed of who signed on as a person; not of who comes with an access key.',
    }),
  })
  .nullish()
  .meta({ example: { confirmationId: '0197a1b2-5f00-7c3a-9d21-4b6e0c8f1a63' } });
export const Withdrawal = z
  .strictObject({
    reason: Reason,
    on: DayText.optional().meta({ description: 'The first day without it; today.' }),
  })
  .meta({ example: { reason: 'Lēmums ir atcelts', on: '2026-04-01' } });
export const Query = z.strictObject({
  status: z.enum(GRANT_STATUSES).optional(),
  before: z.uuid().optional().meta({ description: 'The last one of the page before.' }),
});
