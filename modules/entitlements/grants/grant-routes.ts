import { z } from 'zod';
import { DayText } from '../../../platform/clock/day-text.ts';
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
import { type DescribedGrant, describeGrants } from './describe-grants.ts';
import { GRANT_STATUSES } from './grant.ts';
import { listGrants } from './list-grants.ts';
import { proposeGrant } from './propose-grant.ts';

const tags = ['Granting'];
const config = { permission: 'official', roles: GRANTING_ROLES } as const;
const drafting = { permission: 'official', roles: ['editor'] } as const;
const reviewing = { permission: 'official', roles: ['reviewer'] } as const;
const REASON_MIN = 5;
const REASON_MAX = 1_000;

const Reason = z.string().trim().min(REASON_MIN).max(REASON_MAX);
const Act = z.object({ by: z.string(), at: z.string() });
const Described = z.object({
  id: z.uuid(),
  person: z.string().meta({ description: 'Whose: the name.' }),
  relief: z.string(),
  grantor: z.string(),
  from: z.string(),
  to: z.string().nullable().meta({ description: 'The first day without it.' }),
  reason: z.string(),
  status: z.enum(GRANT_STATUSES),
  proposed: Act.nullable().meta({ description: "Null: it came from the grantor's own system." }),
  decided: Act.nullable(),
  withdrawn: Act.extend({ on: z.string() }).nullable(),
  refusal: z.string().nullable(),
});
const EXAMPLE: DescribedGrant = {
  id: '0197a1b2-5f00-7c3a-9d21-4b6e0c8f1a61',
  person: 'Anna Vējaine',
  relief: 'VEJAINE-FERRY',
  grantor: 'm-0099000',
  from: '2026-03-11',
  to: '2026-06-11',
  reason: 'Sociālās komisijas lēmums Nr. 12',
  status: 'proposed',
  proposed: { by: 'Ilze Ozola', at: '2026-03-11T10:00:00.000Z' },
  decided: null,
  withdrawn: null,
  refusal: null,
};
const Grants = z.object({ grants: z.array(Described) }).meta({ example: { grants: [EXAMPLE] } });
const Proposed = z.object({ id: z.uuid() }).meta({ example: { id: EXAMPLE.id } });
const Decided = z.object({ status: z.enum(GRANT_STATUSES) });

const Proposal = z
  .strictObject({
    personalCode: z.string().min(1).max(20),
    relief: z.string().min(1).max(64),
    from: DayText,
    to: DayText.meta({ description: 'The first day without it.' }),
    reason: Reason.meta({ description: 'In words, as the person will read it.' }),
    grantor: z.string().max(64).optional().meta({
      description: 'Who grants: needed of officials of the operator only.',
    }),
  })
  .meta({
    example: {
      personalCode: '010190-00000',
      relief: 'VEJAINE-FERRY',
      from: '2026-03-11',
      to: '2026-06-11',
      reason: 'Sociālās komisijas lēmums Nr. 12',
    },
  });
const Path = z.strictObject({ id: z.uuid() });
const Rejection = z
  .strictObject({ reason: Reason })
  .meta({ example: { reason: 'Lēmums attiecas uz citu personu' } });
const Confirmation = z
  .strictObject({
    confirmationId: z.uuid().optional().meta({
      description: 'Needed of who signed on as a person; not of who comes with an access key.',
    }),
  })
  .nullish()
  .meta({ example: { confirmationId: '0197a1b2-5f00-7c3a-9d21-4b6e0c8f1a63' } });
const Withdrawal = z
  .strictObject({
    reason: Reason,
    on: DayText.optional().meta({ description: 'The first day without it; today.' }),
  })
  .meta({ example: { reason: 'Lēmums ir atcelts', on: '2026-04-01' } });
const Query = z.strictObject({
  status: z.enum(GRANT_STATUSES).optional(),
  before: z.uuid().optional().meta({ description: 'The last one of the page before.' }),
});

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
