import { z } from 'zod';
import { GRANTING_ROLES } from '../../platform/context.ts';
import type { HttpApp } from '../../platform/http/http-app.ts';
import { confirmAbsent } from './following/confirm-absent.ts';
import { describeRegisters, type RegisterState } from './freshness/describe-registers.ts';
import { listFaults } from './freshness/list-faults.ts';
import { mappingRoutes } from './mapping-routes.ts';
import { type Register, RegistersAnswer } from './register-api.ts';

const PAGE_MAX = 200;
const config = { permission: ['information-system', 'operator'], scope: 'administer' } as const;
const tags = ['Exchange'];
const Faults = z.object({
  faults: z.array(
    z.object({
      key: z.record(z.string(), z.unknown()).meta({ description: 'The key of the record.' }),
      position: z.int().meta({ description: 'Of the change since when it means nothing.' }),
      notedAt: z.string(),
      faults: z.array(z.object({ path: z.string(), code: z.string() })),
    }),
  ),
  next: z.string().nullable().meta({ description: 'For `after`; null at the end.' }),
});

/** How registers do, and what is wrong with their records. */
export function registerRoutes(app: HttpApp): void {
  for (const [path, door] of [
    ['/exchange/v1/registers', config],
    ['/official/v1/registers', { permission: 'official', roles: GRANTING_ROLES }],
  ] as const) {
    app.get(
      path,
      {
        config: door,
        schema: {
          tags,
          summary:
            'The registers that facts come from: how fresh each is, and how far it is followed.',
          response: { 200: RegistersAnswer },
        },
      },
      async ({ context }) => ({ registers: (await describeRegisters(context)).map(shown) }),
    );
  }
  mappingRoutes(app);
  confirmingRoutes(app);
  app.get(
    '/exchange/v1/registers/:register/faults',
    {
      config,
      schema: {
        tags,
        summary: 'Records of a register that mean nothing by its mapping, for who keeps it.',
        params: z.object({ register: z.string().max(63) }),
        querystring: z.strictObject({
          after: z
            .string()
            .regex(/^[0-9a-f]{2,64}$/)
            .optional()
            .meta({ description: 'What the page before said as `next`.' }),
          limit: z.coerce.number().int().min(1).max(PAGE_MAX).default(PAGE_MAX),
        }),
        response: { 200: Faults.meta({ example: FAULTS_EXAMPLE }) },
      },
    },
    async ({ context, params, query }) => {
      const { after = null, limit } = query;
      const faults = await listFaults(context, params.register, { after, limit });
      const next = faults.length === limit ? (faults.at(-1)?.id ?? null) : null;
      return {
        faults: faults.map(({ id: _, notedAt, ...fault }) => ({
          ...fault,
          notedAt: notedAt.toISOString(),
        })),
        next,
      };
    },
  );
}

/** That many end is confirmed by a system of who keeps the register, or a reviewer of it. */
function confirmingRoutes(app: HttpApp): void {
  for (const [start, door] of [
    ['/exchange/v1', config],
    ['/official/v1', { permission: 'official', roles: ['reviewer'] }],
  ] as const) {
    app.post(
      `${start}/registers/:register/absent/confirm`,
      {
        config: door,
        schema: {
          tags,
          summary: 'Confirm that what a register says of so many no more ends.',
          params: z.object({ register: z.string().max(63) }),
          body: z
            .strictObject({ absent: z.int().min(0).meta({ description: 'How many they are.' }) })
            .meta({ example: { absent: 3 } }),
          response: { 204: z.null() },
        },
      },
      async ({ context, params, body }, reply) => {
        await confirmAbsent(context, { ...params, ...body });
        return await reply.code(204).send(null);
      },
    );
  }
}

const FAULTS_EXAMPLE: z.infer<typeof Faults> = {
  faults: [
    {
      key: { personalCode: '320000-00001' },
      position: 1204,
      notedAt: '2026-03-11T09:59:58.000Z',
      faults: [{ path: '/decisions/0/group', code: 'code-unknown' }],
    },
  ],
  next: null,
};

function shown(state: RegisterState): z.infer<typeof Register> {
  const { lastLoadAt, lastChangeAt, heardAt, dueAt, silentSince, unknownSince, ...more } = state;
  const { absentSince, ...rest } = more;
  const text = (instant: Date | null) => instant?.toISOString() ?? null;
  return {
    ...rest,
    updates: rest.updates ?? null,
    lastLoadAt: text(lastLoadAt),
    lastChangeAt: text(lastChangeAt),
    heardAt: heardAt.toISOString(),
    dueAt: dueAt.toISOString(),
    silentSince: text(silentSince),
    unknownSince: text(unknownSince),
    absentSince: text(absentSince),
  };
}
