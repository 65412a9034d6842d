import { z } from 'zod';
import { isDay } from '../../../platform/clock/day.ts';
import { OFFICIAL_ROLES } from '../../../platform/context.ts';
import type { HttpApp } from '../../../platform/http/http-app.ts';
import { addOwnOfficial, endOwnOfficial } from './add-own-official.ts';
import { approveRole, endRole, prolongRole, proposeRole } from './change-roles.ts';
import { listOwnOfficials } from './list-own-officials.ts';

const ID = '0197a1b2-5f00-7c3a-9d21-4b6e0c8f1a55';
const Day = z.string().refine(isDay).meta({ format: 'date' });
const Role = z.enum(OFFICIAL_ROLES);

export const OfficialsAnswer = z
  .object({
    officials: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        signsOn: z.boolean().meta({ description: 'As a person; else by an access key alone.' }),
        ended: z.boolean(),
        roles: z.array(
          z.object({
            id: z.uuid(),
            role: Role,
            state: z.enum(['waiting', 'held', 'ended']),
            validFrom: Day,
            validTo: Day.meta({ description: 'The first day without it.' }),
            proposedBy: z.uuid().nullable().meta({ description: 'Null: the operator.' }),
            toReview: z
              .boolean()
              .meta({ description: 'It ends soon, unless somebody else prolongs it.' }),
          }),
        ),
      }),
    ),
  })
  .meta({
    example: {
      officials: [
        {
          ...{ id: ID, name: 'Ilze Vējiņa', signsOn: true, ended: false },
          roles: [
            {
              ...{ id: ID, role: 'reviewer', state: 'held', proposedBy: null, toReview: false },
              ...{ validFrom: '2026-03-11', validTo: '2027-03-11' },
            },
          ],
        },
      ],
    },
  });

const NewOfficialRequest = z
  .strictObject({ name: z.string().min(1).max(100), personalCode: z.string().max(20) })
  .meta({ example: { name: 'Ilze Vējiņa', personalCode: '320000-00001' } });
const RoleRequest = z
  .strictObject({ role: Role, until: Day })
  .meta({ example: { role: 'reviewer', until: '2027-03-11' } });
const ProlongRequest = z.strictObject({ until: Day }).meta({ example: { until: '2028-03-01' } });
const IdAnswer = z.object({ id: z.uuid() }).meta({ example: { id: ID } });
const Params = z.strictObject({ id: z.uuid() });

const tags = ['Officials and roles'];
const config = { permission: 'official', roles: ['administrator'] } as const;

/** What the administrator of an organisation says about its officials. */
export function roleRoutes(app: HttpApp): void {
  officialRoutes(app);
  app.post(
    '/official/v1/officials/:id/roles',
    {
      config,
      schema: {
        ...{ tags, params: Params, body: RoleRequest, response: { 201: IdAnswer } },
        summary: 'Propose a role for an official; another administrator may have to approve it.',
      },
    },
    async ({ context, params, body }, reply) => {
      const id = await proposeRole(context, { officialId: params.id, ...body });
      return await reply.code(201).send({ id });
    },
  );
  for (const [step, summary, take] of [
    ['approve', 'Approve a role that another administrator proposed.', approveRole],
    ['end', 'End a role at once, or reject one that waits.', endRole],
  ] as const) {
    app.post(
      `/official/v1/roles/:id/${step}`,
      { config, schema: { tags, summary, params: Params, response: { 204: z.null() } } },
      async ({ context, params }, reply) => {
        await take(context, params.id);
        return await reply.code(204).send(null);
      },
    );
  }
  app.post(
    '/official/v1/roles/:id/prolong',
    {
      config,
      schema: {
        ...{ tags, params: Params, body: ProlongRequest, response: { 204: z.null() } },
        summary: 'The yearly review: a role is still needed, until another day.',
      },
    },
    async ({ context, params, body }, reply) => {
      await prolongRole(context, { ...params, ...body });
      return await reply.code(204).send(null);
    },
  );
}

function officialRoutes(app: HttpApp): void {
  app.get(
    '/official/v1/officials',
    {
      config,
      schema: {
        tags,
        summary: 'The officials of your organisation, and their roles.',
        response: { 200: OfficialsAnswer },
      },
    },
    async ({ context }) => {
      const officials = await listOwnOfficials(context);
      return {
        officials: officials.map(({ endedAt, ...one }) => ({ ...one, ended: endedAt !== null })),
      };
    },
  );
  app.post(
    '/official/v1/officials',
    {
      config,
      schema: {
        ...{ tags, body: NewOfficialRequest, response: { 201: IdAnswer } },
        summary: 'Add an official, who signs on as the person with the code.',
      },
    },
    async ({ context, body }, reply) =>
      await reply.code(201).send({ id: await addOwnOfficial(context, body) }),
  );
  app.post(
    '/official/v1/officials/:id/end',
    {
      config,
      schema: {
        ...{ tags, params: Params, response: { 204: z.null() } },
        summary: 'End an official for good: who left the organisation.',
      },
    },
    async ({ context, params }, reply) => {
      await endOwnOfficial(context, params.id);
      return await reply.code(204).send(null);
    },
  );
}
