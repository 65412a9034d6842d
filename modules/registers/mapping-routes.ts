import { z } from 'zod';
import { GRANTING_ROLES } from '../../platform/context.ts';
import type { HttpApp } from '../../platform/http/http-app.ts';
import { mappingSchema } from './mapping/mapping-schema.ts';
import { getMapping } from './trying/get-mapping.ts';
import { tryMapping } from './trying/try-mapping.ts';
import { tryRecords } from './trying/try-records.ts';
import {
  MappingAnswer,
  MappingTest,
  MappingTested,
  RecordsTest,
  RecordsTested,
} from './trying/trying-api.ts';

const tags = ['Exchange'];
const DOORS = [
  ['/exchange/v1', { permission: ['information-system', 'operator'], scope: 'administer' }],
  ['/official/v1', { permission: 'official', roles: GRANTING_ROLES }],
] as const;

/** Mappings, for who keeps a register: what is in force, and what another one would mean. */
export function mappingRoutes(app: HttpApp): void {
  app.get(
    '/exchange/v1/mapping-schema',
    {
      config: { permission: 'public', gives: ['application/schema+json'] },
      schema: { tags, summary: 'JSON Schema of the text of a mapping, for editors.' },
    },
    async (_request, reply) => reply.type('application/schema+json').send(mappingSchema()),
  );
  for (const [start, config] of DOORS) {
    app.get(
      `${start}/registers/:register/mapping`,
      {
        config,
        schema: {
          tags,
          summary: 'The mapping in force of a register, for who keeps it.',
          params: z.object({ register: z.string().max(63) }),
          response: { 200: MappingAnswer },
        },
      },
      async ({ context, params }) => {
        const { takenAt, ...mapping } = await getMapping(context, params.register);
        return { ...mapping, takenAt: takenAt.toISOString() };
      },
    );
    app.post(
      `${start}/mappings/test`,
      {
        config,
        schema: {
          tags,
          summary: 'Try a mapping on examples of records: what they mean by it. Nothing is kept.',
          body: MappingTest,
          response: { 200: MappingTested },
        },
      },
      async ({ context, body }) => await tryMapping(context, body),
    );
    app.post(
      `${start}/mappings/test-records`,
      {
        config,
        schema: {
          tags,
          summary: 'Try a mapping on records that are held, and compare it with the one in force.',
          body: RecordsTest,
          response: { 200: RecordsTested },
        },
      },
      async ({ context, body }) => await tryRecords(context, body),
    );
  }
}
