import { z } from 'zod';
import type { HttpApp } from '../../../platform/http/http-app.ts';
import { EXAMPLES } from '../examples.ts';
import { SYSTEMS } from '../permitted.ts';
import { VersionName } from '../version.ts';
import { eraseRecords } from './erase-records.ts';
import { ErasureGrounds } from './erasure-grounds.ts';

const KEYS_MAX = 100;

/** The way out for good. */
export function erasureRoutes(app: HttpApp): void {
  app.post(
    '/exchange/v1/data-sets/:code/:version/erase',
    {
      config: { permission: SYSTEMS, scope: 'write-records' },
      schema: {
        tags: ['Exchange'],
        summary: 'Erase what is and was known of records: state, log, quarantine, waiting uploads.',
        params: VersionName,
        body: ErasureGrounds.extend({
          keys: z
            .array(z.unknown())
            .min(1)
            .max(KEYS_MAX)
            .meta({ description: 'A lookup erases all records that begin with it.' }),
        }).meta({ example: EXAMPLES.erasure }),
        response: {
          200: z
            .object({
              records: z.int(),
              changes: z.int().meta({ description: 'Of the log; each keeps its position.' }),
              quarantined: z.int(),
              lines: z.int().meta({ description: 'Of uploads that wait for their end.' }),
            })
            .meta({ example: EXAMPLES.erased }),
        },
      },
    },
    async ({ context, params, body }) => await eraseRecords(context, params, body),
  );
}
