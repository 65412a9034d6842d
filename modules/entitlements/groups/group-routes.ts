import { GRANTING_ROLES } from '../../../platform/context.ts';
import type { HttpApp } from '../../../platform/http/http-app.ts';
import { addGroup, listOwnersGroups } from './add-group.ts';
import { findMember } from './find-member.ts';
import {
  Added,
  GroupPath,
  Groups,
  Joined,
  MemberQuestion,
  Memberships,
  NewGroup,
  OwnGroups,
} from './group-api.ts';
import { joinOwnGroup, leaveOwnGroup, listOwnGroups } from './list-own-groups.ts';

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
      return {
        groups: groups.map(({ code, name, keptBy, members }) => ({ code, name, keptBy, members })),
      };
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
  app.post(
    '/official/v1/groups/:code/find-member',
    {
      config,
      schema: {
        tags,
        summary: 'Whether a person is in a group of your organisation, and since when',
        params: GroupPath,
        body: MemberQuestion,
        response: { 200: Memberships },
      },
    },
    async ({ context, params, body }) => {
      const memberships = await findMember(context, { group: params.code, ...body });
      return {
        memberships: memberships.map(({ consentAt, ...days }) => ({
          ...days,
          consentAt: consentAt && consentAt.toISOString(),
        })),
      };
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
        response: { 200: Joined },
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
        response: { 200: Joined.meta({ example: { member: false } }) },
      },
    },
    async ({ context, params }) => {
      await leaveOwnGroup(context, params.code);
      return { member: false };
    },
  );
}
