import { z } from 'zod';
import { Text } from '../../../platform/i18n/text.ts';
import { ASSURANCE_LEVELS } from '../sign-on/assurance-level.ts';

export const LogInsAnswer = z
  .object({
    logIns: z.array(
      z.object({
        id: z.uuid(),
        client: Text.nullable(),
        means: z.string(),
        level: z.enum(ASSURANCE_LEVELS),
        device: z.string(),
        at: z.iso.datetime({ offset: true }),
        lives: z.boolean(),
        current: z.boolean(),
        isNews: z.boolean(),
      }),
    ),
    factors: z
      .array(
        z.object({
          change: z.enum(['added', 'removed']),
          kind: z.enum(['one-time-code', 'passkey']),
          name: z.string(),
          at: z.iso.datetime({ offset: true }),
        }),
      )
      .meta({ description: 'Second factors that were changed elsewhere, until the person knows.' }),
  })
  .meta({
    example: {
      logIns: [
        {
          id: '0197a1b2-5f00-7c3a-9d21-4b6e0c8f1a57',
          client: null,
          means: 'simulated-bank',
          level: 'substantial',
          device: 'Firefox, Windows',
          at: '2026-03-11T10:00:00.000Z',
          lives: true,
          current: true,
          isNews: false,
        },
      ],
      factors: [],
    },
  });
export type LogInsAnswer = z.output<typeof LogInsAnswer>;
