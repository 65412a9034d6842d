import type { Benefit } from '../instruction.ts';
import type { Quota } from './quota.ts';

/** What a quota counts: transactions, units, or cents. */
export type QuotaMeasure = 'uses' | 'units' | 'cents';

export function quotaMeasure({ uses, units }: Pick<Quota, 'uses' | 'units'>): QuotaMeasure {
  if (uses !== undefined) return 'uses';
  return units === undefined ? 'cents' : 'units';
}

/** How much of its measure a quota allows in one period, before anything is carried over. */
export function quotaCeiling({ uses, units, amount }: Pick<Quota, 'uses' | 'units' | 'amount'>) {
  return uses ?? units ?? amount ?? 0;
}

/** Whether what a benefit gives counts on a quota. */
export function bindsBenefit(
  { per, of }: Pick<Quota, 'per' | 'of'>,
  { name, whose }: Pick<Benefit, 'name' | 'whose'>,
): boolean {
  if (per === 'companion' && whose !== 'companion') return false;
  return of === undefined || (name !== undefined && of.includes(name));
}

/** Whether a quota may leave out some benefits. */
export function isOfSome({ per, of }: Pick<Quota, 'per' | 'of'>): boolean {
  return per === 'companion' || of !== undefined;
}
