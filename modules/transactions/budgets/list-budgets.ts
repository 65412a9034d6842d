import { z } from 'zod';
import { rigaDay } from '../../../platform/clock/day.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { Text } from '../../../platform/i18n/text.ts';
import { DayText, Instant } from '../api.ts';
import { getCatalogue, grantorName } from '../reference.ts';
import { listBudgetStates } from '../sql/list-budget-states.ts';
import { FIRST_PLACE } from './announce-budgets.ts';
import type { BudgetPlace, BudgetState } from './budget-state.ts';

const BUDGETS_MAX = 200;
const PLACE = /^(\d{4}-\d{2}-\d{2})~([0-9a-f-]{36})$/;

export const BudgetsQuery = z.strictObject({
  after: z.string().regex(PLACE).optional().meta({
    description: 'What the page before said as `next`.',
  }),
});

const Budget = z.object({
  id: z.uuid(),
  grantor: Text,
  /** Codes of the reliefs that spend it. */
  reliefs: z.array(z.string()),
  sharedCode: z.string().nullable(),
  territory: z.string().nullable(),
  period: z.string(),
  from: DayText,
  to: DayText,
  totalCents: z.int(),
  usedCents: z.int(),
  forecastDay: DayText.nullable().meta({
    description: 'When it will be used up, if it goes on as in the last four weeks.',
  }),
  notices: z.array(
    z.object({
      level: z
        .int()
        .meta({ description: 'Per cent of the budget that were used; 100 is the end.' }),
      at: Instant,
      usedCents: z.int(),
      totalCents: z.int(),
      forecastDay: DayText.nullable(),
    }),
  ),
});

export const BudgetsAnswer = z
  .object({
    day: DayText,
    budgets: z.array(Budget),
    next: z.string().nullable().meta({ description: 'For `after`; null at the end.' }),
  })
  .meta({
    example: {
      day: '2026-03-11',
      budgets: [
        {
          id: '0197a1b2-5f00-7c3a-9d21-4b6e0c8f1a55',
          grantor: { lv: 'Vējaines novada pašvaldība', en: 'Vējaine Municipality' },
          reliefs: ['VEJAINE-FERRY'],
          sharedCode: null,
          territory: null,
          period: 'year',
          from: '2026-01-01',
          to: '2027-01-01',
          totalCents: 100_000,
          usedCents: 81_250,
          forecastDay: '2026-03-28',
          notices: [
            {
              level: 80,
              at: '2026-03-11T10:00:00.000Z',
              usedCents: 80_100,
              totalCents: 100_000,
              forecastDay: '2026-03-29',
            },
          ],
        },
      ],
      next: null,
    },
  });
export type BudgetsAnswer = z.output<typeof BudgetsAnswer>;

/**
 * The budgets of today of which something was taken, with what was announced: an official's of their
 * own grantor, the operator's of all.
 */
export async function listBudgets(
  context: Context,
  { after }: { after?: string | undefined } = {},
): Promise<BudgetsAnswer> {
  const day = rigaDay(context.clock.now());
  const [catalogue, states] = await Promise.all([
    getCatalogue(context),
    listBudgetStates(context.db, {
      day,
      grantorId: grantorOf(context),
      after: placeOf(after),
      atMost: BUDGETS_MAX,
    }),
  ]);
  const reliefsOf = ({ scopeId }: BudgetState) => {
    const entries = [...catalogue.instructions.values()];
    const spending = entries.filter(
      ({ content, budgetScopeId }) => content.budget !== undefined && budgetScopeId === scopeId,
    );
    return [...new Set(spending.map(({ code }) => code))].sort();
  };
  const last = states.length === BUDGETS_MAX ? states.at(-1) : undefined;
  return {
    day,
    budgets: states.map((state) => ({
      id: state.id,
      grantor: grantorName(catalogue, state.grantorId),
      reliefs: reliefsOf(state),
      sharedCode: state.sharedCode,
      territory: state.territory === '' ? null : state.territory,
      period: state.period,
      from: state.periodStart,
      to: state.periodEnd,
      totalCents: state.totalCents,
      usedCents: state.usedCents,
      forecastDay: state.forecastDay,
      notices: state.notices.map((notice) => ({
        ...notice,
        at: new Date(notice.at).toISOString(),
      })),
    })),
    next: last ? `${last.periodEnd}~${last.id}` : null,
  };
}

/** Whose budgets are listed; null: everybody's. */
function grantorOf({ actor }: Context): string | null {
  switch (actor.kind) {
    case 'operator':
    case 'system':
      return null;
    case 'official':
      return actor.organisation?.id ?? null;
    default:
      throw new Refusal('not-allowed');
  }
}

function placeOf(after: string | undefined): BudgetPlace {
  const [, periodEnd, id] = PLACE.exec(after ?? '') ?? [];
  return periodEnd && id ? { periodEnd, id } : FIRST_PLACE;
}
