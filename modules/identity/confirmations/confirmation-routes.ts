import { z } from 'zod';
import type { HttpApp } from '../../../platform/http/http-app.ts';
import { GIVE_MANDATES } from '../mandates/mandate.ts';
import { PasskeyResponse } from '../second-factors/passkey.ts';
import { completeConfirmation } from './confirm-act.ts';
import type { Confirmer } from './confirmer.ts';
import {
  auditEvidence,
  type ConfirmedAct,
  type Evidence,
  listConfirmedActs,
  readOwnEvidence,
} from './evidence.ts';

const ID = '0197a1b2-5f00-7c3a-9d21-4b6e0c8f1a63';
const TEXT = 'Dot pilnvarojumu: Bruno Vējiņš. Redzēt atvieglojumus. Līdz atsaukšanai.';
const Members = z.record(z.string(), z.unknown());
const Params = z.strictObject({ id: z.uuid() });

/** By what the person wants to confirm. */
export const ConfirmationQuery = z.strictObject({
  means: z
    .string()
    .max(40)
    .optional()
    .meta({ description: 'One of `others`; the first if left out.' }),
});

/** What a person is shown while they confirm an act. */
export const ConfirmationAnswer = z
  .object({
    id: z.uuid(),
    text: z.string().meta({ description: 'What is confirmed, as the telephone shows it.' }),
    shown: z.string().nullable().meta({ description: 'The code that the telephone must show.' }),
    asked: Members.nullable().meta({
      description: 'PublicKeyCredentialRequestOptionsJSON (WebAuthn level 3), of a passkey.',
    }),
    means: z.string(),
    others: z.array(z.string()).meta({ description: 'By what else it could be confirmed.' }),
    expiresAt: z.iso.datetime(),
  })
  .meta({
    example: {
      ...{ id: ID, text: TEXT, shown: '4071', asked: null, means: 'smart-id' },
      ...{ others: ['passkey'], expiresAt: '2026-03-11T10:05:00.000Z' },
    },
  });

const CompleteRequest = z
  .strictObject({ response: PasskeyResponse.optional() })
  .meta({ example: {} });

const Completed = z
  .object({ state: z.enum(['waiting', 'confirmed']) })
  .meta({ example: { state: 'confirmed' } });

const actShape = {
  ...{ id: z.uuid(), act: z.string(), text: z.string(), means: z.string() },
  ...{ confirmedAt: z.iso.datetime(), usedAt: z.iso.datetime() },
};
const ACT_EXAMPLE = {
  ...{ id: ID, act: 'give-mandate', text: TEXT, means: 'passkey' },
  ...{ confirmedAt: '2026-03-11T10:01:00.000Z', usedAt: '2026-03-11T10:01:02.000Z' },
};

const ActsAnswer = z
  .object({ confirmations: z.array(z.object(actShape)) })
  .meta({ example: { confirmations: [ACT_EXAMPLE] } });

const EvidenceAnswer = z
  .object({
    ...actShape,
    signed: z.string().meta({ description: 'The text whose hash was signed.' }),
    evidence: Members.meta({ description: 'The signature and the key or certificate, by means.' }),
    isProven: z.boolean().meta({ description: 'Whether the signature holds, verified just now.' }),
  })
  .meta({
    example: {
      ...{ ...ACT_EXAMPLE, signed: '{"id":"…","act":"give-mandate"}', isProven: true },
      evidence: { origin: 'https://koplieta.example', credential: {}, response: {} },
    },
  });

/** Looking whether a person has confirmed, and what proves it. Each act begins its own confirmation. */
export function confirmationRoutes(app: HttpApp, confirmers: readonly Confirmer[]): void {
  for (const [path, tag, config] of [
    ['/recipient/v1', 'Recipient', { permission: 'recipient' }],
    ['/organisation/v1', 'Organisation', { permission: 'representative', act: GIVE_MANDATES }],
    ['/official/v1', 'Granting', { permission: 'official', roles: ['reviewer'] }],
  ] as const) {
    app.post(
      `${path}/confirmations/:id/complete`,
      {
        config,
        schema: {
          ...{ tags: [tag], params: Params, body: CompleteRequest, response: { 200: Completed } },
          summary: 'Whether you have confirmed an act; with what a passkey answered, if asked.',
        },
      },
      async ({ context, params: { id }, body }) => ({
        state: await completeConfirmation(context, confirmers, { id, answer: body.response }),
      }),
    );
  }
  app.get(
    '/recipient/v1/confirmations',
    {
      config: { permission: 'recipient' },
      schema: {
        ...{ tags: ['Recipient'], response: { 200: ActsAnswer } },
        summary: 'The acts that you confirmed, the newest hundred.',
      },
    },
    async ({ context }) => ({ confirmations: (await listConfirmedActs(context)).map(shown) }),
  );
  evidenceRoutes(app, confirmers);
}

function evidenceRoutes(app: HttpApp, confirmers: readonly Confirmer[]): void {
  const answers = { params: Params, response: { 200: EvidenceAnswer } };
  app.get(
    '/recipient/v1/confirmations/:id',
    {
      config: { permission: 'recipient' },
      schema: {
        ...{ ...answers, tags: ['Recipient'] },
        summary: 'What proves that you confirmed an act, verified anew.',
      },
    },
    async ({ context, params }) => proof(await readOwnEvidence(context, confirmers, params.id)),
  );
  app.get(
    '/official/v1/audit/confirmations/:id',
    {
      config: { permission: 'official', roles: ['auditor'] },
      schema: {
        ...{ ...answers, tags: ['Audit'] },
        summary: 'What proves that a person confirmed an act: for an auditor of the operator.',
      },
    },
    async ({ context, params }) => proof(await auditEvidence(context, confirmers, params.id)),
  );
}

function shown({ id, act, text, means, confirmedAt, usedAt }: ConfirmedAct) {
  const at = { confirmedAt: confirmedAt.toISOString(), usedAt: usedAt.toISOString() };
  return { id, act, text, means, ...at };
}

function proof(found: Evidence): z.input<typeof EvidenceAnswer> {
  const { signed, evidence, isProven } = found;
  return { ...shown(found), signed, evidence: { ...evidence }, isProven };
}
