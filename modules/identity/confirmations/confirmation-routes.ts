import { z } from 'zod';
import type { HttpApp } from '../../../platform/http/http-app.ts';
import { completeConfirmation } from './confirm-act.ts';
import type { Confirmer } from './confirmer.ts';

/** What a person is shown while they confirm an act. */
export const ConfirmationAnswer = z
  .object({
    id: z.uuid(),
    text: z.string().meta({ description: 'What the telephone shows.' }),
    shown: z.string().nullable().meta({ description: 'The code that the telephone must show.' }),
    expiresAt: z.iso.datetime(),
  })
  .meta({
    example: {
      id: '0197a1b2-5f00-7c3a-9d21-4b6e0c8f1a63',
      text: 'Dot pilnvarojumu: Bruno Vējiņš. Redzēt atvieglojumus. Līdz atsaukšanai.',
      shown: '4071',
      expiresAt: '2026-03-11T10:05:00.000Z',
    },
  });

const Completed = z
  .object({ state: z.enum(['waiting', 'confirmed']) })
  .meta({ example: { state: 'confirmed' } });

/** Looking whether a person has confirmed. Each act begins its own confirmation. */
export function confirmationRoutes(app: HttpApp, confirmers: readonly Confirmer[]): void {
  app.post(
    '/recipient/v1/confirmations/:id/complete',
    {
      config: { permission: 'recipient' },
      schema: {
        tags: ['Recipient'],
        summary: 'Whether you have confirmed an act on your telephone.',
        params: z.strictObject({ id: z.uuid() }),
        response: { 200: Completed },
      },
    },
    async ({ context, params }) => ({
      state: await completeConfirmation(context, confirmers, params.id),
    }),
  );
}
