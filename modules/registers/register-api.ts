import { z } from 'zod';
import { Text } from '../../platform/i18n/text.ts';

/** How a register does, as calls answer it. */
const Instant = z.string().nullable();

export const Register = z.object({
  register: z.string(),
  name: Text.nullable().meta({ description: 'Of its data set; null: none of it is published.' }),
  dataSet: z.string().meta({ description: 'code@version' }),
  mapping: z.int().meta({ description: 'The version of the mapping in force.' }),
  institution: z.string().nullable(),
  updates: z.string().nullable().meta({ description: 'How often the source renews its records.' }),
  lastLoadAt: Instant.meta({ description: 'When an upload was last whole.' }),
  lastChangeAt: Instant,
  heardAt: z
    .string()
    .meta({ description: 'The last of these; of none, since when it is followed.' }),
  dueAt: z.string().meta({ description: 'When something is to be heard at the latest.' }),
  silentSince: Instant.meta({ description: '`dueAt`, once it has passed.' }),
  unknownSince: Instant.meta({
    description: 'Since when what it does not state is unknown, and no longer none.',
  }),
  behind: z.int().meta({ description: 'Changes that are not known yet.' }),
  snapshotsWaiting: z.int().meta({
    description:
      'Snapshots that would remove, change or add many records: its institution must confirm or refuse each. Told to it and to the operator; 0 to others.',
  }),
  rereading: z.boolean().meta({ description: 'A new mapping reads all records again.' }),
  records: z.int().nullable().meta({
    description: 'Held by its data set; null: it is published no more.',
  }),
  absent: z.int().nullable().meta({
    description: 'Of so many it says something no more; a reviewer must confirm that it ends.',
  }),
  absentOf: z.int().nullable().meta({ description: 'Of so many of whom it said something.' }),
  absentSince: Instant.meta({ description: 'Since when that waits.' }),
  faults: z.int().meta({ description: 'Records that mean nothing; 10,000 stands for more.' }),
  waiting: z.int().meta({ description: 'Records that wait for a person who is not known yet.' }),
});

const REGISTER_EXAMPLE: z.infer<typeof Register> = {
  ...{
    register: 'education',
    name: { lv: 'Izglītība', en: 'Education' },
    dataSet: 'viis-education@1',
    mapping: 1,
  },
  ...{ institution: 'izglitibas-ministrija', updates: 'daily' },
  ...{ lastLoadAt: '2026-03-11T03:12:00.000Z', lastChangeAt: '2026-03-11T09:59:58.000Z' },
  ...{ heardAt: '2026-03-11T09:59:58.000Z', dueAt: '2026-03-13T09:59:58.000Z' },
  ...{ silentSince: null, unknownSince: null, behind: 0, snapshotsWaiting: 0, rereading: false },
  ...{ records: 271_034, absent: null, absentOf: null, absentSince: null, faults: 2, waiting: 1 },
};

export const RegistersAnswer = z
  .object({ registers: z.array(Register) })
  .meta({ example: { registers: [REGISTER_EXAMPLE] } });
