import { z } from 'zod';
import { LIST_MODES, LIST_STATUSES, ROW_PROBLEMS } from './member-list.ts';

/** What calls about lists of members take and answer. */
export const ListPath = z.strictObject({ id: z.uuid() });
const Problems = z.array(z.object({ row: z.int(), code: z.enum(ROW_PROBLEMS) }));
const Act = z.object({ by: z.string(), at: z.string() });
export const Described = z.object({
  id: z.uuid(),
  group: z.string(),
  mode: z.enum(LIST_MODES),
  status: z.enum(LIST_STATUSES),
  members: z.int().meta({ description: 'Rows that name a person who is known here.' }),
  added: z.int().meta({ description: 'Who becomes a member, or would.' }),
  ended: z.int().meta({ description: 'Whose membership ends, or would.' }),
  refused: z.int(),
  problems: Problems.meta({ description: 'Rows that were refused: the first hundred.' }),
  proposed: Act,
  decided: Act.nullable(),
});
export type Described = z.output<typeof Described>;
export const LIST_EXAMPLE: Described = {
  ...{ id: '0197a1b2-5f00-7c3a-9d21-4b6e0c8f1a63', group: 'pramja-draugi', mode: 'snapshot' },
  ...{ status: 'proposed', members: 412, added: 9, ended: 4, refused: 1 },
  problems: [{ row: 17, code: 'person-unknown' }],
  proposed: { by: 'Ilze Ozola', at: '2026-03-11T10:00:00.000Z' },
  decided: null,
};
export const OneList = Described.meta({ example: LIST_EXAMPLE });
export const Lists = z
  .object({ lists: z.array(Described) })
  .meta({ example: { lists: [LIST_EXAMPLE] } });
export const Confirmation = z
  .strictObject({
    ended: z.int().min(0).optional().meta({
      description: 'How many memberships it ends: needed when they are more than a tenth.',
    }),
    confirmationId: z.uuid().optional().meta({
      description: 'Needed of who signed on as a person; not of who comes with an access key.',
    }),
  })
  .meta({ example: { ended: 4 } });
export const Rejected = z.object({ status: z.literal('rejected') }).meta({
  example: { status: 'rejected' as const },
});
export const Previewed = z
  .object({
    members: Described.shape.members,
    held: z.int().meta({ description: 'Who is a member now, or will be.' }),
    added: Described.shape.added,
    ended: Described.shape.ended,
    refused: z.int(),
    problems: Problems.meta({ description: 'Rows that were refused: the first ten thousand.' }),
    isProposable: z.boolean().meta({
      description: 'False: a whole list with rows that cannot be read would end whom they mean.',
    }),
  })
  .meta({
    example: {
      ...{ members: 412, held: 407, added: 9, ended: 4, refused: 1, isProposable: true },
      problems: [{ row: 17, code: 'person-unknown' as const }],
    },
  });
