import { z } from 'zod';
import { Text } from '../../platform/i18n/text.ts';
import { OFFICIAL_ROLES } from '../../platform/official-role.ts';

/** What the browser asks and gets of signing on. */
const Instant = z.iso.datetime({ offset: true });

const PERSON_EXAMPLE = {
  personId: '0197a1b2-5f00-7c3a-9d21-4b6e0c8f1a57',
  name: 'Anna Vējiņa',
  birthYear: 1948,
  reliefs: 3,
  means: 1,
};

const TERMINAL_EXAMPLE = {
  terminalId: '0197a1b2-5f00-7c3a-9d21-4b6e0c8f1a60',
  code: 'pramis-1',
  organisation: { lv: 'Vējaines prāmis', en: 'Vējaine Ferry' },
  pointOfService: { lv: 'Vējaines piestātne', en: 'Vējaine Pier' },
};

export const SearchQuery = z.strictObject({ name: z.string().max(100).default('') });

export const SimulatedPersonsAnswer = z
  .object({
    persons: z.array(
      z.object({
        personId: z.uuid(),
        name: z.string(),
        birthYear: z.int(),
        reliefs: z.int(),
        means: z.int(),
      }),
    ),
  })
  .meta({ example: { persons: [PERSON_EXAMPLE] } });

export const SimulatedTerminalsAnswer = z
  .object({
    terminals: z.array(
      z.object({
        terminalId: z.uuid(),
        code: z.string(),
        organisation: Text,
        pointOfService: Text,
      }),
    ),
  })
  .meta({ example: { terminals: [TERMINAL_EXAMPLE] } });

export const SimulatedSignInRequest = z
  .strictObject({ terminalId: z.uuid() })
  .meta({ example: { terminalId: TERMINAL_EXAMPLE.terminalId } });

const sessionShape = {
  /** Whether this is the simulated country, where anyone may sign in as anyone. */
  simulated: z.boolean(),
  /** The server's clock. */
  now: Instant,
};

export const SessionAnswer = z
  .discriminatedUnion('kind', [
    z.object({ ...sessionShape, kind: z.literal('none') }),
    z.object({
      ...sessionShape,
      kind: z.literal('person'),
      personId: z.uuid(),
      name: z.string(),
      actingFor: z.string().nullable().meta({ description: 'By name, for whom the person acts.' }),
      organisation: Text.nullable().meta({ description: 'For which organisation they act.' }),
      official: z
        .object({
          officialId: z.uuid(),
          organisation: z
            .object({ code: z.string(), name: Text })
            .nullable()
            .meta({ description: 'Null: the operator.' }),
          roles: z.array(z.enum(OFFICIAL_ROLES)),
        })
        .nullable()
        .meta({ description: 'As which official the person acts.' }),
      expiresAt: Instant,
    }),
    z.object({
      ...sessionShape,
      kind: z.literal('terminal'),
      terminal: z.object({
        id: z.uuid(),
        code: z.string(),
        organisation: Text,
        pointOfService: Text,
      }),
      cashier: z
        .object({ officialId: z.uuid(), name: z.string() })
        .nullable()
        .meta({ description: 'Who sells at it; null: it signed in by itself.' }),
      expiresAt: Instant,
    }),
  ])
  .meta({
    example: {
      simulated: true,
      now: '2026-03-11T10:00:00.000Z',
      kind: 'person',
      personId: PERSON_EXAMPLE.personId,
      name: PERSON_EXAMPLE.name,
      actingFor: null,
      organisation: null,
      official: null,
      expiresAt: '2026-03-11T18:00:00.000Z',
    },
  });
export type SessionAnswer = z.output<typeof SessionAnswer>;
