import { z } from 'zod';
import { rigaDay } from '../../../platform/clock/day.ts';
import type { HttpApp } from '../../../platform/http/http-app.ts';
import { requireSession } from '../require-session.ts';
import { requireSameOrigin } from '../session-cookie.ts';
import { chooseProfile } from './choose-profile.ts';
import { giveMandate } from './give-mandate.ts';
import { listActsUnder, listMandates, type ShownMandate } from './list-mandates.ts';
import { describeProfiles } from './list-profiles.ts';
import {
  ActsAnswer,
  ChooseProfileRequest,
  GiveMandateRequest,
  GivenAnswer,
  MandatesAnswer,
  ProfilesAnswer,
} from './mandate-api.ts';
import { revokeMandate } from './revoke-mandate.ts';

const config = { permission: 'recipient' } as const;
const Params = z.strictObject({ id: z.uuid() });

/** In which capacity a person acts, and the mandates that they gave and hold. */
export function mandateRoutes(app: HttpApp): void {
  profileRoutes(app);
  const tags = ['Recipient'];
  app.get(
    '/recipient/v1/mandates',
    {
      config,
      schema: {
        tags,
        summary: 'The mandates that you gave and hold, those that ended too.',
        response: { 200: MandatesAnswer },
      },
    },
    async ({ context }) => {
      const { given, held } = await listMandates(context);
      return { given: given.map(shown), held: held.map(shown) };
    },
  );
  app.post(
    '/recipient/v1/mandates',
    {
      config,
      schema: {
        tags,
        summary: 'Give a mandate for your own matters, or pass on one that you hold.',
        body: GiveMandateRequest,
        response: { 201: GivenAnswer },
      },
    },
    async ({ context, body }, reply) => {
      const validFrom = body.validFrom ?? rigaDay(context.clock.now());
      return await reply.code(201).send({ id: await giveMandate(context, { ...body, validFrom }) });
    },
  );
  app.post(
    '/recipient/v1/mandates/:id/revoke',
    {
      config,
      schema: {
        tags,
        summary: 'End a mandate that you gave, hold or passed on, at once.',
        params: Params,
        response: { 204: z.null() },
      },
    },
    async ({ context, params }, reply) => {
      await revokeMandate(context, params.id);
      return await reply.code(204).send(null);
    },
  );
  app.get(
    '/recipient/v1/mandates/:id/acts',
    {
      config,
      schema: {
        tags,
        summary: 'What was done under a mandate that you gave or hold, newest first.',
        params: Params,
        response: { 200: ActsAnswer },
      },
    },
    async ({ context, params }) => {
      const acts = await listActsUnder(context, params.id);
      return { acts: acts.map(({ act, at }) => ({ act, at: at.toISOString() })) };
    },
  );
}

/** Answer to the session itself, whoever it acts for at the moment. */
function profileRoutes(app: HttpApp): void {
  const open = { permission: 'public' } as const;
  const tags = ['Sign-on'];
  app.get(
    '/login/v1/profiles',
    {
      config: open,
      schema: {
        tags,
        summary: 'In which capacities the signed-in person may act',
        response: { 200: ProfilesAnswer },
      },
    },
    async (request) => {
      const session = await requireSession(request);
      const profiles = await describeProfiles(request.context, session);
      return { profiles: profiles.map(({ acts, ...rest }) => ({ ...rest, acts: [...acts] })) };
    },
  );
  app.post(
    '/login/v1/profile',
    {
      config: open,
      schema: {
        tags,
        summary: 'Act for oneself, a child, or who gave a mandate, from now on',
        body: ChooseProfileRequest,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      requireSameOrigin(request);
      const session = await requireSession(request);
      await chooseProfile(request.context, session, request.body.personId);
      return await reply.code(204).send(null);
    },
  );
}

function shown(mandate: ShownMandate): z.input<typeof MandatesAnswer>['given'][number] {
  const { id, giver, holder, acts, validFrom, validTo, mayPassOn, holdsNow } = mandate;
  return {
    ...{ id, giver, holder, acts, validFrom, validTo, mayPassOn, holdsNow },
    passedFromId: mandate.passedFromId,
    givenAt: mandate.givenAt.toISOString(),
    revokedAt: mandate.revokedAt?.toISOString() ?? null,
  };
}
