import { z } from 'zod';
import type { HttpApp } from '../../../platform/http/http-app.ts';
import { addOwnOfficial, endOwnOfficial } from './add-own-official.ts';
import { approveRole, endRole, prolongRole, proposeRole } from './change-roles.ts';
import { listOwnOfficials } from './list-own-officials.ts';
import {
  IdAnswer,
  NewOfficialRequest,
  OfficialsAnswer,
  Params,
  ProlongRequest,
  RoleRequest,
} from './role-api.ts';

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
