import { z } from 'zod';
import { GRANTING_ROLES } from '../../../platform/context.ts';
import type { HttpApp } from '../../../platform/http/http-app.ts';
import { Text } from '../../../platform/i18n/text.ts';
import { addGroup, listOwnersGroups } from './add-group.ts';
import { joinOwnGroup, leaveOwnGroup, listOwnGroups } from './list-own-groups.ts';
import { GROUP_KEEPERS } from './recipient-groups.ts';

const GroupPath = z.strictObject({ code: z.string().max(64) });

const Keeper = z.enum(GROUP_KEEPERS).meta({
  description:
    '`consent`: persons join and leave by themselves; `list`: the grantor says who is in it.',
});
const NAME = { lv: 'Prāmja draugi', en: 'Friends of the ferry' };
const OwnGroups = z
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
const Membership = z.object({ member: z.boolean() }).meta({ example: { member: true } });
const NewGroup = z
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
const Groups = z
  .object({ groups: z.array(z.object({ code: z.string(), name: Text, keptBy: Keeper })) })
  .meta({
    example: { groups: [{ code: 'pramja-draugi', name: NAME, keptBy: 'list' as const }] },
  });
const Added = z.object({ code: z.string() }).meta({ example: { code: 'pramja-draugi' } });

/** Recipient groups: for persons who join and leave, and for the officials of those who keep them. */
export function groupRoutes(app: HttpApp): void {
  recipientRoutes(app);
  const tags = ['Granting'];
  const config = { permission: 'official', roles: GRANTING_ROLES } as const;
  const drafting = { permission: 'official', roles: ['editor'] } as const;
  app.get(
    '/official/v1/groups',
    {
      config,
      schema: {
        tags,
        summary: 'The recipient groups of your organisation',
        response: { 200: Groups },
      },
    },
    async ({ context }) => {
      const groups = await listOwnersGroups(context);
      return { groups: groups.map(({ code, name, keptBy }) => ({ code, name, keptBy })) };
    },
  );
  app.post(
    '/official/v1/groups',
    {
      config: drafting,
      schema: {
        tags,
        summary: 'Add a recipient group, about which instructions can ask',
        body: NewGroup,
        response: { 200: Added },
      },
    },
    async ({ context, body }) => {
      await addGroup(context, body);
      return { code: body.code };
    },
  );
}

function recipientRoutes(app: HttpApp): void {
  const tags = ['Recipient'];
  const config = { permission: 'recipient' } as const;
  app.get(
    '/recipient/v1/groups',
    {
      config,
      schema: {
        tags,
        summary: 'The groups that you are in, and those that you may join.',
        response: { 200: OwnGroups },
      },
    },
    async ({ context }) => ({ groups: await listOwnGroups(context) }),
  );
  app.post(
    '/recipient/v1/groups/:code/join',
    {
      config,
      schema: {
        tags,
        summary: 'Join a group: you consent that its keeper knows you as a member.',
        params: GroupPath,
        response: { 200: Membership },
      },
    },
    async ({ context, params }) => {
      await joinOwnGroup(context, params.code);
      return { member: true };
    },
  );
  app.post(
    '/recipient/v1/groups/:code/leave',
    {
      config,
      schema: {
        tags,
        summary: 'Take your consent back: from today on you are no member.',
        params: GroupPath,
        response: { 200: Membership.meta({ example: { member: false } }) },
      },
    },
    async ({ context, params }) => {
      await leaveOwnGroup(context, params.code);
      return { member: false };
    },
  );
}
