import { GRANTING_ROLES } from '../../../platform/context.ts';
import type { HttpApp } from '../../../platform/http/http-app.ts';
import { pickLanguage } from '../../../platform/i18n/localized-text.ts';
import {
  beginConfirmation,
  ConfirmationAnswer,
  ConfirmationQuery,
  type Confirmer,
} from '../../identity/index.ts';
import { confirmGrant, grantToConfirm, rejectGrant, withdrawGrant } from './decide-grant.ts';
import { describeGrants } from './describe-grants.ts';
import {
  Confirmation,
  Decided,
  Grants,
  Path,
  Proposal,
  Proposed,
  Query,
  Rejection,
  Withdrawal,
} from './grant-api.ts';
import { listGrants } from './list-grants.ts';
import { proposeGrant } from './propose-grant.ts';

const tags = ['Granting'];
const config = { permission: 'official', roles: GRANTING_ROLES } as const;
const drafting = { permission: 'official', roles: ['editor'] } as const;
const reviewing = { permission: 'official', roles: ['reviewer'] } as const;
/** Entitlements by decision: one official proposes, another confirms. */
export function grantRoutes(app: HttpApp, confirmers: readonly Confirmer[]): void {
  app.get(
    '/official/v1/grants',
    {
      config,
      schema: {
        tags,
        summary: 'Reliefs that your organisation has granted by decision, the newest first',
        querystring: Query,
        response: { 200: Grants },
      },
    },
    async ({ context, query }) => ({
      grants: await describeGrants(context, await listGrants(context, query)),
    }),
  );
  app.post(
    '/official/v1/grants',
    {
      config: drafting,
      schema: {
        tags,
        summary: 'Propose that a person has a relief; another official confirms it',
        body: Proposal,
        response: { 200: Proposed },
      },
    },
    async ({ context, body }) => ({ id: await proposeGrant(context, body) }),
  );
  confirmingRoutes(app, confirmers);
  decidingRoutes(app);
}

/** What is granted is confirmed by a second factor first: the same, to the byte. */
function confirmingRoutes(app: HttpApp, confirmers: readonly Confirmer[]): void {
  app.post(
    '/official/v1/grants/:id/confirmation',
    {
      config: reviewing,
      schema: {
        tags,
        summary: 'Begin to confirm by a second factor what another official proposed',
        params: Path,
        querystring: ConfirmationQuery,
        response: { 201: ConfirmationAnswer },
      },
    },
    async ({ context, params, query, headers }, reply) => {
      const language = pickLanguage(headers['accept-language']);
      const act = await grantToConfirm(context, params.id, language);
      const begun = await beginConfirmation(context, confirmers, { ...act, ...query });
      const expiresAt = begun.expiresAt.toISOString();
      return await reply
        .code(201)
        .send({ ...begun, asked: begun.asked && { ...begun.asked }, expiresAt });
    },
  );
}

function decidingRoutes(app: HttpApp): void {
  app.post(
    '/official/v1/grants/:id/confirm',
    {
      config: reviewing,
      schema: {
        tags,
        summary: 'Confirm what another official proposed: the person has it from then on',
        params: Path,
        body: Confirmation,
        response: { 200: Decided.meta({ example: { status: 'confirmed' } }) },
      },
    },
    async ({ context, params, body }) => {
      await confirmGrant(context, params.id, body?.confirmationId);
      return { status: 'confirmed' as const };
    },
  );
  app.post(
    '/official/v1/grants/:id/reject',
    {
      config,
      schema: {
        tags,
        summary: 'Turn a proposal down, or take your own back',
        params: Path,
        body: Rejection,
        response: { 200: Decided.meta({ example: { status: 'rejected' } }) },
      },
    },
    async ({ context, params, body }) => {
      await rejectGrant(context, { ...params, ...body });
      return { status: 'rejected' as const };
    },
  );
  app.post(
    '/official/v1/grants/:id/withdraw',
    {
      config,
      schema: {
        tags,
        summary: 'End a grant from a day on; what was used before stays',
        params: Path,
        body: Withdrawal,
        response: { 200: Decided.meta({ example: { status: 'withdrawn' } }) },
      },
    },
    async ({ context, params, body }) => {
      await withdrawGrant(context, { ...params, ...body });
      return { status: 'withdrawn' as const };
    },
  );
}
