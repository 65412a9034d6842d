import { z } from 'zod';
import { Text } from '../../../platform/i18n/text.ts';
import { EXAMPLES } from '../examples.ts';
import { REFUSED_FOR } from './refused-for.ts';

export const SAMPLE_EXAMPLE = { records: 180, fields: [{ name: 'fee', changed: 0, emptied: 180 }] };

/** In which fields some of the records differ that a waiting snapshot would change. */
export const SampleAnswer = z
  .object({
    records: z.int().meta({ description: 'How many were compared with what is held.' }),
    fields: z.array(
      z.object({
        name: z.string(),
        changed: z.int(),
        emptied: z.int().meta({ description: 'It said something, and says nothing.' }),
      }),
    ),
  })
  .meta({ description: 'Of some that would change: the fields that differ most often.' });

const Problem = z.object({
  path: z.string().meta({ description: 'JSON Pointer into the record, "" for the whole.' }),
  code: z.string(),
  lv: z.string(),
  en: z.string(),
});

/** How far an upload has come, and what it did. */
export const UploadReport = z
  .object({
    upload: z.string(),
    state: z.enum(['open', 'complete', 'refused', 'waiting']),
    refusedFor: z
      .enum(REFUSED_FOR)
      .nullable()
      .meta({ description: 'Why nothing more is taken under this name, when it is refused.' }),
    lastLine: z.int().meta({ description: 'The last line that was kept: go on after it.' }),
    stored: z.int(),
    unchanged: z.int(),
    late: z.int().meta({ description: 'Older than what was held.' }),
    quarantined: z.int(),
    removed: z.int().meta({ description: 'By a snapshot; while it waits: would be.' }),
    changed: z
      .int()
      .meta({ description: 'Held records, by a snapshot; while it waits: would be.' }),
    added: z.int().meta({ description: 'By a snapshot; while it waits: would be.' }),
    sample: SampleAnswer.nullable(),
  })
  .meta({ id: 'UploadReport', example: EXAMPLES.report });

/** What a data set refused, for the system that sent it. */
export const QuarantineAnswer = z.object({
  records: z.array(
    z.object({
      id: z.string(),
      upload: z.string().nullable(),
      line: z.int().nullable(),
      problems: z.array(Problem),
      text: z.string().nullable().meta({ description: 'As it came; null: no text.' }),
      change: z
        .unknown()
        .optional()
        .meta({ description: 'The same as a replay takes it, to be mended; absent: no JSON.' }),
      receivedAt: z.iso.datetime(),
    }),
  ),
  next: z.string().nullable(),
});

/** What became of one change. */
export const OutcomeAnswer = z.object({
  outcome: z.enum([
    'new',
    'changed',
    'corrected',
    'deleted',
    'unchanged',
    'late',
    'changed-meanwhile',
    'quarantined',
  ]),
  position: z.int().nullable(),
  quarantineId: z.string().optional(),
  problems: z.array(Problem).optional(),
});

/** What officials read of what comes in for their data sets. */
export const IntakeAnswer = z
  .object({
    dataSets: z.array(
      z.object({
        code: z.string(),
        version: z.int(),
        name: Text,
        records: z.int().meta({ description: 'Records that are held.' }),
        quarantined: z.int().meta({ description: 'Refused records; 10,000 stands for more.' }),
        waiting: z
          .array(
            z.object({
              id: z.string().meta({ description: "The sender's name for the upload." }),
              takenAt: z.string().meta({ description: 'When it was taken at the source.' }),
              beganAt: z.string(),
              lines: z.int(),
              removed: z.int().meta({ description: 'Records that it would remove.' }),
              changed: z.int().meta({ description: 'Records that it would change.' }),
              added: z.int().meta({ description: 'Records that it would add.' }),
              sample: SampleAnswer.nullable(),
            }),
          )
          .meta({ description: 'Snapshots that would remove, change or add an unusual share.' }),
      }),
    ),
  })
  .meta({
    example: {
      dataSets: [
        {
          ...{ code: 'vejaine-licences', version: 1, records: 412, quarantined: 3 },
          name: { lv: 'Vējaines makšķerēšanas licences', en: 'Fishing licences of Vējaine' },
          waiting: [
            {
              ...{ id: '2026-03-11-night', lines: 206, removed: 206, changed: 180, added: 0 },
              sample: SAMPLE_EXAMPLE,
              takenAt: '2026-03-11T01:00:00.000Z',
              beganAt: '2026-03-11T01:05:00.000Z',
            },
          ],
        },
      ],
    },
  });

export const QuarantineReasons = z
  .object({
    records: z.array(
      z.object({
        id: z.uuid(),
        upload: z.string().nullable(),
        line: z.int().nullable(),
        problems: z.array(z.object({ path: z.string(), lv: z.string(), en: z.string() })),
        receivedAt: z.iso.datetime(),
      }),
    ),
    next: z.uuid().nullable().meta({ description: 'For `after`; null at the end.' }),
  })
  .meta({
    example: {
      records: [
        {
          ...{ id: '0197a1b2-5f00-7c3a-9d21-4b6e0c8f1a64', upload: '2026-03-11-night', line: 17 },
          problems: [{ path: '/since', lv: 'Nav diena.', en: 'It is no day.' }],
          receivedAt: '2026-03-11T01:05:00.000Z',
        },
      ],
      next: null,
    },
  });
