import { z } from 'zod';

/** What officials read of their grants that wait. */
export const WaitingGrantsAnswer = z
  .object({
    waiting: z.array(
      z.object({
        dataSet: z.string(),
        version: z.int(),
        absent: z.int().meta({ description: 'Grants that stand in no record any more.' }),
        absentOf: z.int().meta({ description: 'Of so many that were stated.' }),
        absentSince: z.iso.datetime(),
      }),
    ),
  })
  .meta({
    example: {
      waiting: [
        {
          ...{ dataSet: 'm-0099000-grants', version: 1, absent: 3, absentOf: 12 },
          absentSince: '2026-03-11T10:00:00.000Z',
        },
      ],
    },
  });
