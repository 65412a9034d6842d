import { z } from 'zod';
import { Text } from '../../../platform/i18n/text.ts';
import { GROUP_KEEPERS } from './recipient-groups.ts';

/** What calls about recipient groups take and answer. */
const NAME = { lv: 'Prāmja draugi', en: 'Friends of the ferry' };

export const GroupPath = z.strictObject({ code: z.string().max(64) });

const Keeper = z.enum(GROUP_KEEPERS).meta({
  description:
    '`consent`: persons join and leave by themselves; `list`: the grantor says who is in it.',
});
export const OwnGroups = z
  .object({
    groups: z.array(
      z.object({
        code: z.string(),
        name: Text,
        grantor: Text,
        keptBy: Keeper,
        memberSince: z.string().nullable().meta({ description: 'Null: you are no member.' }),
      }),
    ),
  })
  .meta({
    example: {
      groups: [
        {
          code: 'pramja-draugi',
          name: NAME,
          grantor: { lv: 'Vējaines novada pašvaldība', en: 'Vējaine Municipality' },
          keptBy: 'consent' as const,
          memberSince: '2026-03-11',
        },
      ],
    },
  });
export const Joined = z.object({ member: z.boolean() }).meta({ example: { member: true } });
export const NewGroup = z
  .strictObject({
    code: z
      .string()
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
      .max(64),
    name: z.strictObject({ lv: z.string().min(1).max(200), en: z.string().min(1).max(200) }),
    keptBy: Keeper,
    grantor: z.string().max(64).optional().meta({
      description: 'Who keeps it: needed of officials of the operator only.',
    }),
  })
  .meta({ example: { code: 'pramja-draugi', name: NAME, keptBy: 'list' as const } });
export const Groups = z
  .object({
    groups: z.array(
      z.object({
        code: z.string(),
        name: Text,
        keptBy: Keeper,
        members: z.int().meta({ description: 'Who is in it today.' }),
      }),
    ),
  })
  .meta({
    example: {
      groups: [{ code: 'pramja-draugi', name: NAME, keptBy: 'list' as const, members: 412 }],
    },
  });
export const Added = z.object({ code: z.string() }).meta({ example: { code: 'pramja-draugi' } });
export const MemberQuestion = z
  .strictObject({ personalCode: z.string().min(1).max(20) })
  .meta({ example: { personalCode: '010190-00000' } });
export const Memberships = z
  .object({
    memberships: z
      .array(
        z.object({
          from: z.string(),
          to: z.string().nullable().meta({ description: 'The first day without it.' }),
          consentAt: z.iso.datetime().nullable().meta({
            description: 'When the person joined by themselves; null: the grantor said it.',
          }),
        }),
      )
      .meta({ description: 'The newest first; empty: never a member.' }),
  })
  .meta({
    example: { memberships: [{ from: '2026-03-11', to: null, consentAt: null }] },
  });
