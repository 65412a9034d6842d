import { z } from 'zod';
import { GRANTING_ROLES } from '../../../platform/context.ts';
import type { HttpApp } from '../../../platform/http/http-app.ts';
import { confirmAbsentGrants } from './confirm-absent.ts';
import { listStatementFaults } from './list-faults.ts';
import { listWaitingGrants } from './list-waiting.ts';
import { WaitingGrantsAnswer } from './statements-api.ts';

const Path = z.strictObject({
  code: z.string().max(63),
  version: z.coerce.number().int().min(1).max(999),
});
const Query = z.strictObject({
  after: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0).meta({
    description: 'The position of the last one of the page before.',
  }),
});
const Faults = z
  .object({
    faults: z.array(
      z.object({
        key: z.record(z.string(), z.unknown()).nullable(),
        position: z.int(),
        code: z.string().meta({ description: '`/problems/<code>` explains it.' }),
        details: z.record(z.string(), z.unknown()).meta({
          description: 'As of the refusal of this code: of a text, where it is wrong.',
        }),
        notedAt: z.iso.datetime(),
      }),
    ),
  })
  .meta({
    example: {
      faults: [
        {
          key: { grant: 'P-2026/17' },
          position: 412,
          code: 'person-unknown',
          details: {},
          notedAt: '2026-03-11T10:00:00.000Z',
        },
      ],
    },
  });

const SYSTEMS = {
  permission: ['information-system', 'operator'],
  scope: 'administer',
} as const;

/** What grantors' systems see of what they stated, and who confirms that many of their grants end. */
export function statementRoutes(app: HttpApp): void {
  faultRoutes(app);
  app.get(
    '/official/v1/statements',
    {
      config: { permission: 'official', roles: GRANTING_ROLES },
      schema: {
        tags: ['Granting'],
        summary: 'Grants of yours that stand in no record any more and wait for a confirmation',
        response: { 200: WaitingGrantsAnswer },
      },
    },
    async ({ context }) => ({
      waiting: (await listWaitingGrants(context)).map(({ absentSince, ...one }) => {
        return { ...one, absentSince: absentSince.toISOString() };
      }),
    }),
  );
  for (const [start, config] of [
    ['/exchange', SYSTEMS],
    ['/official', { permission: 'official', roles: ['reviewer'] }],
  ] as const) {
    app.post(
      `${start}/v1/statements/:code/:version/absent/confirm`,
      {
        config,
        schema: {
          tags: ['Granting'],
          summary: 'Confirm that so many grants end which stand in no record any more',
          params: Path,
          body: Confirmation,
          response: { 204: z.null() },
        },
      },
      async ({ context, params: { code, version }, body }, reply) => {
        await confirmAbsentGrants(context, { dataSet: code, version, ...body });
        return await reply.code(204).send(null);
      },
    );
  }
}

const Confirmation = z
  .strictObject({ absent: z.int().min(0).meta({ description: 'How many they are.' }) })
  .meta({ example: { absent: 3 } });

function faultRoutes(app: HttpApp): void {
  app.get(
    '/exchange/v1/statements/:code/:version/faults',
    {
      config: SYSTEMS,
      schema: {
        tags: ['Granting'],
        summary: 'Which grants or instructions of your data set could not be followed, and why',
        params: Path,
        querystring: Query,
        response: { 200: Faults },
      },
    },
    async ({ context, params: { code, version }, query }) => {
      const faults = await listStatementFaults(context, { dataSet: code, version, ...query });
      return {
        faults: faults.map((fault) => ({ ...fault, notedAt: fault.notedAt.toISOString() })),
      };
    },
  );
}
