import { z } from 'zod';
import { rigaDay } from '../../../platform/clock/day.ts';
import type { Context } from '../../../platform/context.ts';
import type { HttpApp, Routes } from '../../../platform/http/http-app.ts';
import { type LocalizedText, pickLanguage } from '../../../platform/i18n/localized-text.ts';
import { readOrganisationNames } from '../../persons/index.ts';
import { beginConfirmation } from '../confirmations/confirm-act.ts';
import {
  ConfirmationAnswer,
  ConfirmationQuery,
  confirmationRoutes,
} from '../confirmations/confirmation-routes.ts';
import type { Confirmer } from '../confirmations/confirmer.ts';
import { listConfirmers } from '../confirmations/list-confirmers.ts';
import { readOwnProviders } from '../login-means/own-providers.ts';
import { askingGiver } from './asking-giver.ts';
import { contentOf, findHolder, GIVING, giveMandate, type NewMandate } from './give-mandate.ts';
import { listActsUnder, listMandates, type ShownMandate } from './list-mandates.ts';
import { GIVE_MANDATES } from './mandate.ts';
import {
  ActsAnswer,
  GiveMandateRequest,
  GivenAnswer,
  MandateRequest,
  MandatesAnswer,
  MandatesQuery,
} from './mandate-api.ts';
import { paperRoutes } from './paper-routes.ts';
import { profileRoutes } from './profile-routes.ts';
import { revokeMandate } from './revoke-mandate.ts';
import { textOfMandate } from './text-of-mandate.ts';

const Params = z.strictObject({ id: z.uuid() });

/** The mandates of whom: addresses, who may call them, and what for in the name of an organisation. */
const GIVERS = [
  {
    path: '/recipient/v1/mandates',
    tags: ['Recipient'],
    see: { permission: 'recipient' },
    give: { permission: 'recipient' },
  },
  {
    path: '/organisation/v1/mandates',
    tags: ['Organisation'],
    see: { permission: 'representative', act: 'see-mandates' },
    give: { permission: 'representative', act: GIVE_MANDATES },
  },
] as const;
type GiverRoutes = (typeof GIVERS)[number];

/** In which capacity a person acts, and the mandates that they, or an organisation, gave and hold. */
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
    paperRoutes(app);
    confirmationRoutes(app, confirmers);
    for (const giver of GIVERS) {
      givingRoutes(app, confirmers, giver);
      ownMandateRoutes(app, giver);
    }
  };
}

function ownMandateRoutes(app: HttpApp, { path, tags, see, give }: GiverRoutes): void {
  app.get(
    path,
    {
      config: see,
      schema: {
        tags,
        summary:
          'The mandates that you, or the organisation, gave and hold, the newest first; those that ended too.',
        querystring: MandatesQuery,
        response: { 200: MandatesAnswer },
      },
    },
    async ({ context, query }) => {
      const { given, held, next } = await listMandates(context, query);
      return { given: given.map(shown), held: held.map(shown), next };
    },
  );
  app.post(
    `${path}/:id/revoke`,
    {
      config: give,
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
    `${path}/:id/acts`,
    {
      config: see,
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
function givingRoutes(
  app: HttpApp,
  confirmers: readonly Confirmer[],
  { path, tags, give: config }: GiverRoutes,
): void {
  app.post(
    `${path}/confirmation`,
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
      const wanted = wantedOf(context, body);
      const language = pickLanguage(headers['accept-language']);
      const content = contentOf(context, wanted);
      const { name } = await findHolder(context, wanted.holder);
      const organisation = (await organisationOf(context))?.[language];
      const text = textOfMandate(wanted, { name, organisation, language });
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
    path,
    {
      config,
      schema: {
        tags,
        summary:
          'Give a confirmed mandate for your own matters, or the organisation’s, or pass on one.',
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

/** The name of the organisation in whose name somebody asks. */
async function organisationOf(context: Context): Promise<LocalizedText | undefined> {
  const { organisationId } = askingGiver(context);
  if (organisationId === null) return undefined;
  return (await readOrganisationNames(context, [organisationId])).get(organisationId);
}

function shown(mandate: ShownMandate): z.input<typeof MandatesAnswer>['given'][number] {
  const {
    id,
    giver,
    organisation,
    enteredBy,
    holder,
    acts,
    validFrom,
    validTo,
    mayPassOn,
    holdsNow,
  } = mandate;
  return {
    ...{
      id,
      giver,
      organisation,
      enteredBy,
      holder,
      acts,
      validFrom,
      validTo,
      mayPassOn,
      holdsNow,
    },
    passedFromId: mandate.passedFromId,
    givenAt: mandate.givenAt.toISOString(),
    revokedAt: mandate.revokedAt?.toISOString() ?? null,
  };
}
