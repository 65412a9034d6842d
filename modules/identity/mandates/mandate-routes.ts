import { z } from 'zod';
import { rigaDay } from '../../../platform/clock/day.ts';
import type { Context } from '../../../platform/context.ts';
import type { HttpApp, Routes } from '../../../platform/http/http-app.ts';
import { pickLanguage } from '../../../platform/i18n/localized-text.ts';
import { beginConfirmation } from '../confirmations/confirm-act.ts';
import {
  ConfirmationAnswer,
  ConfirmationQuery,
  confirmationRoutes,
} from '../confirmations/confirmation-routes.ts';
import type { Confirmer } from '../confirmations/confirmer.ts';
import { listConfirmers } from '../confirmations/list-confirmers.ts';
import { type OwnProviders, readOwnProviders } from '../login-means/own-providers.ts';
import { requireSession } from '../require-session.ts';
import { requireSameOrigin } from '../session-cookie.ts';
import { chooseOfficial, chooseProfile } from './choose-profile.ts';
import { findHolder, GIVING, giveMandate, type NewMandate } from './give-mandate.ts';
import { listActsUnder, listMandates, type ShownMandate } from './list-mandates.ts';
import { describeOfficials, describeProfiles } from './list-profiles.ts';
import {
  ActsAnswer,
  ChooseProfileRequest,
  GiveMandateRequest,
  GivenAnswer,
  MandateRequest,
  MandatesAnswer,
  ProfilesAnswer,
} from './mandate-api.ts';
import { revokeMandate } from './revoke-mandate.ts';
import { textOfMandate } from './text-of-mandate.ts';

const config = { permission: 'recipient' } as const;
const Params = z.strictObject({ id: z.uuid() });

/** In which capacity a person acts, and the mandates that they gave and hold. */
export function mandateRoutes(options: {
  simulated: boolean;
  loginMeansFile?: string | undefined;
}): Routes {
  return (app) => {
    const confirmers = listConfirmers({
      simulated: options.simulated,
      file: options.loginMeansFile,
      publicUrl: () => app.publicUrl(),
    });
    profileRoutes(app, readOwnProviders(options.loginMeansFile));
    confirmationRoutes(app, confirmers);
    givingRoutes(app, confirmers);
    ownMandateRoutes(app);
  };
}

function ownMandateRoutes(app: HttpApp): void {
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

/** A mandate is confirmed first, and given then: the same, to the byte. */
function givingRoutes(app: HttpApp, confirmers: readonly Confirmer[]): void {
  const tags = ['Recipient'];
  app.post(
    '/recipient/v1/mandates/confirmation',
    {
      config,
      schema: {
        tags,
        summary: 'Begin to confirm a mandate by a second factor, before you give it.',
        querystring: ConfirmationQuery,
        body: MandateRequest,
        response: { 201: ConfirmationAnswer },
      },
    },
    async ({ context, body, headers, query }, reply) => {
      const content = wantedOf(context, body);
      const { name } = await findHolder(context, content.holder);
      const text = textOfMandate(content, {
        name,
        language: pickLanguage(headers['accept-language']),
      });
      const begun = await beginConfirmation(context, confirmers, {
        ...{ act: GIVING, content, text, means: query.means },
      });
      const expiresAt = begun.expiresAt.toISOString();
      return await reply
        .code(201)
        .send({ ...begun, asked: begun.asked && { ...begun.asked }, expiresAt });
    },
  );
  app.post(
    '/recipient/v1/mandates',
    {
      config,
      schema: {
        tags,
        summary: 'Give a confirmed mandate for your own matters, or pass on one that you hold.',
        body: GiveMandateRequest,
        response: { 201: GivenAnswer },
      },
    },
    async ({ context, body: { confirmationId, ...body } }, reply) => {
      const id = await giveMandate(context, wantedOf(context, body), confirmationId);
      return await reply.code(201).send({ id });
    },
  );
}

function wantedOf(context: Context, body: z.output<typeof MandateRequest>): NewMandate {
  return { ...body, validFrom: body.validFrom ?? rigaDay(context.clock.now()) };
}

/** Answer to the session itself, whoever it acts for at the moment. */
function profileRoutes(app: HttpApp, ownProviders: OwnProviders): void {
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
      const officials = await describeOfficials(request.context, session);
      return {
        profiles: profiles.map(({ acts, ...rest }) => ({ ...rest, acts: [...acts] })),
        officials: officials.map(({ organisation, ...rest }) => ({
          ...{ ...rest, organisation: organisation?.name ?? null },
        })),
      };
    },
  );
  app.post(
    '/login/v1/profile',
    {
      config: open,
      schema: {
        tags,
        summary: 'Act for oneself, a child, who gave a mandate, or as an official, from now on',
        body: ChooseProfileRequest,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      requireSameOrigin(request);
      const session = await requireSession(request);
      const { context, body } = request;
      if ('officialId' in body) {
        await chooseOfficial(context, session, { officialId: body.officialId, ownProviders });
      } else await chooseProfile(context, session, body.personId);
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
