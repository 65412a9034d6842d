import { z } from 'zod';
import type { HttpApp } from '../../../platform/http/http-app.ts';
import {
  beginCodes,
  beginPasskey,
  finishCodes,
  finishPasskey,
  listFactors,
  removeFactor,
} from './enrol-factor.ts';
import {
  BeginRequest,
  CodeRequest,
  CodesAnswer,
  FactorsAnswer,
  PasskeyAnswer,
} from './factor-api.ts';
import { PasskeyResponse } from './passkey.ts';

const PATH = '/recipient/v1/second-factors';
const tags = ['Recipient'];
const Params = z.strictObject({ id: z.uuid() });
const PasskeyRequest = z
  .strictObject({ response: PasskeyResponse })
  .meta({ example: { response: { id: 'x', rawId: 'x', type: 'public-key', response: {} } } });

/** Who changes by what they prove themselves has just proven themselves, by two factors. */
const config = {
  permission: 'recipient',
  login: { level: 'substantial', maxAgeS: 600 },
} as const;
const response = { 204: z.null() };

/** What a person proves themselves by beside a login means; for themselves alone. */
export function secondFactorRoutes(app: HttpApp): void {
  app.get(
    PATH,
    {
      config: { permission: 'recipient' },
      schema: { tags, summary: 'Your second factors.', response: { 200: FactorsAnswer } },
    },
    async ({ context }) => ({
      factors: (await listFactors(context)).map(({ id, kind, name, enrolledAt, usedAt }) => ({
        ...{ id, kind, name, enrolledAt: (enrolledAt as Date).toISOString() },
        usedAt: usedAt?.toISOString() ?? null,
      })),
    }),
  );
  app.post(
    `${PATH}/:id/remove`,
    { config, schema: { tags, summary: 'Remove a second factor.', params: Params, response } },
    async ({ context, params }, reply) => {
      await removeFactor(context, params.id);
      return await reply.code(204).send(null);
    },
  );
  codeRoutes(app);
  passkeyRoutes(app);
}

function codeRoutes(app: HttpApp): void {
  app.post(
    `${PATH}/one-time-codes`,
    {
      config,
      schema: {
        ...{ tags, body: BeginRequest, response: { 201: CodesAnswer } },
        summary: 'Begin to enrol one-time codes: the seed, shown once.',
      },
    },
    async ({ context, body }, reply) =>
      await reply.code(201).send(await beginCodes(context, body.name)),
  );
  app.post(
    `${PATH}/one-time-codes/:id/finish`,
    {
      config,
      schema: {
        ...{ tags, params: Params, body: CodeRequest, response },
        summary: 'Enrol the codes that were begun, by a first one.',
      },
    },
    async ({ context, params, body }, reply) => {
      await finishCodes(context, params.id, body.code);
      return await reply.code(204).send(null);
    },
  );
}

function passkeyRoutes(app: HttpApp): void {
  const { publicUrl } = app;
  app.post(
    `${PATH}/passkeys`,
    {
      config,
      schema: {
        ...{ tags, body: BeginRequest, response: { 201: PasskeyAnswer } },
        summary: 'Begin to make a passkey: what the browser is to be asked.',
      },
    },
    async ({ context, body }, reply) => {
      const { id, options } = await beginPasskey(context, { ...body, publicUrl: publicUrl() });
      return await reply.code(201).send({ id, options: { ...options } });
    },
  );
  app.post(
    `${PATH}/passkeys/:id/finish`,
    {
      config,
      schema: {
        ...{ tags, params: Params, body: PasskeyRequest, response },
        summary: 'Enrol the passkey that the browser made.',
      },
    },
    async ({ context, params, body }, reply) => {
      await finishPasskey(context, { ...params, ...body, publicUrl: publicUrl() });
      return await reply.code(204).send(null);
    },
  );
}
