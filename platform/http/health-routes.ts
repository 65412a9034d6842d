import { z } from 'zod';
import { listMigrations } from '../database/migrate.ts';
import { Refusal } from '../errors/refusal.ts';
import type { Routes } from './http-app.ts';

const healthSchema = z
  .object({
    status: z.literal('ok'),
    now: z.iso
      .datetime()
      .meta({ description: "The platform's time, for terminals to set theirs." }),
  })
  .meta({ id: 'Health', example: { status: 'ok', now: '2026-03-11T10:00:00.000Z' } });

/** For the machine that watches: does the process live, and can it serve. */
export const healthRoutes: Routes = (app) => {
  const schema = { tags: ['Health'], response: { 200: healthSchema } };
  app.get(
    '/health/live',
    { config: { permission: 'public' }, schema: { ...schema, summary: 'The process lives' } },
    async ({ context }) => healthNow(context.clock.now()),
  );
  const known = listMigrations();
  app.get(
    '/health/ready',
    {
      config: { permission: 'public' },
      schema: { ...schema, summary: 'The database answers and is migrated' },
    },
    async (request) => {
      const { db, log } = request.context;
      const rows = await db
        .query<{ name: string }>('select name from platform.migrations')
        .catch((error: unknown) => {
          log.warn({ err: error }, 'the database does not answer');
          throw new Refusal('not-ready');
        });
      const applied = new Set(rows.map((row) => row.name));
      if (known.some((name) => !applied.has(name))) throw new Refusal('not-ready');
      return healthNow(request.context.clock.now());
    },
  );
};

function healthNow(now: Date) {
  return { status: 'ok', now: now.toISOString() } as const;
}
