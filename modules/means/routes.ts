import { z } from 'zod';
import type { HttpApp } from '../../platform/http/http-app.ts';
import { Text } from '../../platform/i18n/text.ts';
import { blockMeans } from './block-means.ts';
import { issueOneTimeCode } from './issue-one-time-code.ts';
import { listMeans } from './list-means.ts';
import { reportMeansLost } from './report-means-lost.ts';
import { unblockMeans } from './unblock-means.ts';

const Instant = z.iso.datetime();

const HeldMeans = z.object({
  id: z.uuid(),
  kind: Text.extend({ code: z.string() }),
  issuer: Text.nullable(),
  ending: z.string().nullable().meta({ description: 'The last characters of the value.' }),
  status: z.enum(['active', 'blocked', 'lost', 'expired']),
  validFrom: Instant,
  validTo: Instant.nullable(),
});

const Answer = z.object({ means: z.array(HeldMeans) }).meta({
  example: {
    means: [
      {
        id: '0197a1b2-5f00-7c3a-9d21-4b6e0c8f1a58',
        kind: { lv: 'transporta karte', en: 'transport card', code: 'transport-card' },
        issuer: { lv: 'Vējaines prāmis', en: 'Vējaine Ferry' },
        ending: '0017',
        status: 'active',
        validFrom: '2024-03-01T00:00:00.000Z',
        validTo: null,
      },
    ],
  },
});
const OneTimeCode = z
  .object({
    code: z.string().meta({ description: 'Ten digits, for one use. Only the newest is valid.' }),
    expiresAt: Instant,
  })
  .meta({ example: { code: '4071935826', expiresAt: '2026-03-11T10:01:00.000Z' } });

const Params = z.strictObject({ id: z.uuid() });
const config = { permission: 'recipient', act: 'manage-means' } as const;

const CHANGES = [
  ['block', blockMeans, 'Block a means of your own, at once.'],
  ['unblock', unblockMeans, 'Take back the block of a means of your own.'],
  ['report-lost', reportMeansLost, 'Report a means of your own lost: it cannot be used again.'],
] as const;

/** What recipients do with their own means of identification. */
export function meansRoutes(app: HttpApp): void {
  const tags = ['Recipient'];
  app.get(
    '/recipient/v1/means',
    { config, schema: { tags, summary: 'Your means.', response: { 200: Answer } } },
    async ({ context }) => ({
      means: (await listMeans(context)).map((means) => ({
        ...means,
        validFrom: means.validFrom.toISOString(),
        validTo: means.validTo?.toISOString() ?? null,
      })),
    }),
  );
  for (const [name, change, summary] of CHANGES) {
    app.post(
      `/recipient/v1/means/:id/${name}`,
      { config, schema: { tags, summary, params: Params, response: { 204: z.null() } } },
      async ({ context, params }, reply) => {
        await change(context, params.id);
        return await reply.status(204).send(null);
      },
    );
  }
  app.post(
    '/recipient/v1/one-time-code',
    {
      // Shown at a terminal it is the person: nobody gets it for another.
      config: { permission: 'recipient' },
      schema: { tags, summary: 'A single-use code of one minute.', response: { 200: OneTimeCode } },
    },
    async ({ context }, reply) => {
      const { code, expiresAt } = await issueOneTimeCode(context);
      reply.header('cache-control', 'no-store');
      return { code, expiresAt: expiresAt.toISOString() };
    },
  );
}
