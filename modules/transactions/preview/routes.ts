import { Readable } from 'node:stream';
import { z } from 'zod';
import type { Context } from '../../../platform/context.ts';
import { GRANTING_ROLES } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import type { HttpApp, Routes } from '../../../platform/http/http-app.ts';
import { Text } from '../../../platform/i18n/text.ts';
import { getDraft, type ProposedRelief, Reason, readProposal } from '../../reliefs/index.ts';
import { OUTCOMES } from './choose-examples.ts';
import { previewProposal } from './preview-proposal.ts';

const Told = z.int().nullable().meta({ description: 'Null: not told, so that nobody is found.' });
const Changes = z.object({ gain: Told, lose: Told, keep: Told });
const Row = Changes.extend({ of: z.string().nullable() });
const Cents = z.int();

const Answer = z
  .object({
    previews: z.array(
      z.object({
        relief: z.object({ code: z.string(), name: Text }),
        day: z.iso.date(),
        persons: z.int(),
        total: Changes.extend({ unknown: Told }),
        byMunicipality: z.array(Row).meta({ description: '`of`: code of the organisation.' }),
        byAge: z.array(Row).meta({ description: '`of`: the first year of the band.' }),
        byCategory: z.array(Row).meta({ description: '`of`: category of reliefs held.' }),
        cost: z
          .object({
            yearlyCents: Cents,
            fromCents: Cents.meta({ description: 'With toCents a 95 % interval.' }),
            toCents: Cents,
            basis: z.object({
              of: z.enum(['same-relief', 'same-goods']),
              transactions: z.int().meta({ description: 'Estimated when not all were counted.' }),
              counted: z.int(),
              days: z.int(),
              calculated: z.int(),
              knownPercent: z.int(),
            }),
          })
          .nullable(),
        examples: z.array(
          z.object({
            outcome: z.enum(OUTCOMES),
            changes: z.int().meta({ description: 'Places that would have to come out otherwise.' }),
            ageFrom: z.int(),
            ageBelow: z.int().nullable(),
            why: Reason,
          }),
        ),
      }),
    ),
  })
  .meta({
    example: {
      previews: [
        {
          relief: {
            code: 'VEJAINE-FERRY',
            name: { lv: 'Prāmja atvieglojums iedzīvotājiem', en: 'Ferry relief for residents' },
          },
          day: '2026-04-01',
          persons: 1_840,
          total: { gain: 120, lose: 0, keep: 1_100, unknown: 0 },
          byMunicipality: [{ of: 'm-0099000', gain: 120, lose: 0, keep: 1_100 }],
          byAge: [{ of: '65', gain: 120, lose: 0, keep: 310 }],
          byCategory: [{ of: 'residents', gain: 120, lose: 0, keep: 1_100 }],
          cost: {
            ...{ yearlyCents: 1_250_000, fromCents: 1_190_000, toCents: 1_310_000 },
            basis: {
              ...{ of: 'same-relief' as const, transactions: 8_300, counted: 8_300 },
              ...{ days: 365, calculated: 1_000, knownPercent: 90 },
            },
          },
          examples: [
            {
              ...{ outcome: 'gains' as const, changes: 1, ageFrom: 65, ageBelow: 75 },
              why: {
                text: { lv: 'jā: vecums: vismaz 65 gadi', en: 'yes: age: at least 65 years' },
                verdict: 'yes' as const,
                parts: [],
              },
            },
          ],
        },
      ],
    },
  });

const Path = z.strictObject({ id: z.uuid() });

/**
 * What a draft would do, for officials. A server works out one at a time: each asks of everybody. The
 * answer comes line by line, so that whoever waits sees how far it is.
 */
export function previewRoutes(): Routes {
  let isRunning = false;
  return (app: HttpApp) => {
    app.post(
      '/official/v1/drafts/:id/preview',
      {
        config: { permission: 'official', roles: GRANTING_ROLES },
        schema: {
          tags: ['Publishing'],
          summary: 'What a draft would do: who gains and loses, and what it is likely to cost',
          description: LINES,
          params: Path,
          response: { 200: Answer },
        },
      },
      async ({ context, params }, reply) => {
        const { text } = await getDraft(context, params.id);
        const proposals = await readProposal(context, text);
        if (isRunning) throw new Refusal('preview-running');
        isRunning = true;
        const lines = previewLines(context, proposals, () => {
          isRunning = false;
        });
        // The schema describes the last line, not a body: the stream goes out as it is.
        return reply.type('application/x-ndjson').send(lines as never);
      },
    );
  };
}

const LINES =
  'Lines of JSON (`application/x-ndjson`): `{ "relief", "done", "of" }` while it is worked out, then ' +
  'the answer below, or `{ "failed": true }`.';

/** A stream of lines: how far it is, and what came of it. Whoever leaves early ends nothing. */
function previewLines(
  context: Context,
  proposals: readonly ProposedRelief[],
  onEnd: () => void,
): Readable {
  const lines = new Readable({ read: () => {} });
  const tell = (value: object) => {
    if (!lines.destroyed) lines.push(`${JSON.stringify(value)}\n`);
  };
  previewProposal(context, proposals, tell)
    .then((previews) => tell({ previews }))
    .catch((error: unknown) => {
      context.log.error({ err: error }, 'a preview failed');
      tell({ failed: true });
    })
    .finally(() => {
      onEnd();
      if (!lines.destroyed) lines.push(null);
    });
  return lines;
}
