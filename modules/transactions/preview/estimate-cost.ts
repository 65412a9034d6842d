import type { Cents } from '../../../platform/money/money.ts';

/** What the transactions of the last twelve months say about the use of a relief. */
export interface YearUse {
  /** Confirmed transactions of the relief, or with goods that it covers, in what was looked at. */
  transactions: number;
  /** Which part of all transactions was looked at, above 0 and at most 1. */
  share: number;
  /** Days from that of the first of them to today, both counted. */
  days: number;
  /** Of what grantors paid in them: the part that was not given back by refunds, from 0 to 1. */
  keptShare: number;
}

/** What a draft is likely to cost in a year, with a 95 % interval, and what that rests on. */
export interface CostEstimate {
  yearlyCents: Cents;
  fromCents: Cents;
  toCents: Cents;
  basis: {
    /** The same relief, or, of a new one, the goods that it covers. */
    of: 'same-relief' | 'same-goods';
    /** In all; estimated when not all were looked at. */
    transactions: number;
    /** So many were looked at. */
    counted: number;
    days: number;
    /** So many of them were calculated again by the draft. */
    calculated: number;
    /** Of the persons who would have it, the percentage whose use is known, not assumed. */
    knownPercent: number;
  };
}

const DAYS_OF_YEAR = 365;
/** Of a normal distribution, 95 % lie within so many standard deviations. */
const DEVIATIONS = 1.96;

/**
 * Scales what the draft gives in a sample of transactions to all of them, to a whole year, and to all
 * persons who would have it: those whose use is not known are taken to use it as the others do. The
 * interval holds what comes of the sample and of the number of transactions; that people may change
 * what they buy is not in it. Undefined when there is nothing to scale. Pure.
 *
 * @param sampleCents what the draft gives in each transaction of the sample
 * @param ceilingCents what the budget of a year lets it cost at most
 */
export function estimateCost(
  sampleCents: readonly Cents[],
  use: YearUse & { of: CostEstimate['basis']['of'] },
  {
    given,
    givenOfKnownUse,
    ceilingCents = Number.POSITIVE_INFINITY,
  }: { given: number; givenOfKnownUse: number; ceilingCents?: number | undefined },
): CostEstimate | undefined {
  const calculated = sampleCents.length;
  if (calculated === 0 || use.days === 0 || givenOfKnownUse === 0) return undefined;
  const mean = sampleCents.reduce((sum, cents) => sum + cents, 0) / calculated;
  const variance =
    sampleCents.reduce((sum, cents) => sum + (cents - mean) ** 2, 0) / Math.max(1, calculated - 1);
  const transactions = use.transactions / use.share;
  const scale =
    ((transactions * use.keptShare * DAYS_OF_YEAR) / use.days) * (given / givenOfKnownUse);
  // The sample's own error, and that of the number of transactions (Poisson), are independent.
  const error = Math.sqrt(variance / calculated + mean ** 2 / use.transactions) * DEVIATIONS;
  const cents = (value: number) => Math.round(Math.min(Math.max(0, value * scale), ceilingCents));
  return {
    yearlyCents: cents(mean),
    fromCents: cents(mean - error),
    toCents: cents(mean + error),
    basis: {
      ...{ of: use.of, transactions: Math.round(transactions), counted: use.transactions },
      ...{ days: use.days, calculated },
      knownPercent: Math.round((givenOfKnownUse / given) * 100),
    },
  };
}
