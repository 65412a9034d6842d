import { z } from 'zod';
import type { HttpApp } from '../../../platform/http/http-app.ts';
import { listStatementFaults } from './list-faults.ts';

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

/** What grantors' systems see of what they stated. */
export function statementRoutes(app: HttpApp): void {
  app.get(
    '/exchange/v1/statements/:code/:version/faults',
    {
      config: { permission: ['information-system', 'operator'], scope: 'administer' },
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
