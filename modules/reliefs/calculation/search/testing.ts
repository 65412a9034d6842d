import type { CalculationInput, Candidate } from '../../calculation.ts';
import { inputOf, line, relief } from '../testing.ts';

/** Numbers that look random and are the same for the same seed (mulberry32). */
export function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

const CLASSES = ['single', 'season', 'bread', 'tobacco', 'coffee', 'book'];

/**
 * A basket of so many lines with so many candidates, some in exclusion groups, that take from so
 * many shared quotas of units or of money.
 */
export function coupledBasket(
  seed: number,
  size: { lines: number; quantity: number; candidates: number; pools: number; groups: number },
): CalculationInput {
  const roll = dice(seed);
  const basket = Array.from({ length: size.lines }, (_, index) =>
    line(String(index + 1), 1 + roll(size.quantity), 20 + roll(2000), {
      class: CLASSES[roll(CLASSES.length)] ?? 'single',
    }),
  );
  const candidates = Array.from({ length: size.candidates }, (_, index) =>
    coupledCandidate(index, roll, size),
  );
  return inputOf(basket, candidates);
}

function coupledCandidate(
  index: number,
  roll: (below: number) => number,
  size: { lines: number; pools: number; groups: number },
): Candidate {
  const code = `R${String(index + 1).padStart(2, '0')}`;
  const on = CLASSES.filter(() => roll(3) === 0);
  const gives = [
    { percent: 5 + roll(80) },
    { percent: 20 + roll(80), upTo: (50 + roll(500)) / 100 },
    { recipientPays: (10 + roll(800)) / 100 },
    { perUnit: (10 + roll(400)) / 100 },
  ];
  const give = gives[roll(gives.length)] ?? { percent: 10 };
  const pool = roll(size.pools + 2);
  // Every other shared quota counts units, the others money; two in ten take from none.
  const isUnits = pool % 2 === 0;
  const isPooled = pool < size.pools;
  const amount = size.lines * (20 + ((pool * 37) % 60));
  const units = Math.ceil(size.lines / 6) + ((pool * 5) % 7);
  return relief(
    code,
    {
      benefits: [{ on: on.length === 0 ? ['single'] : on, give }],
      exclusionGroup: `group-${roll(size.groups)}`,
      ...(isPooled
        ? {
            quotas: [
              isUnits
                ? { per: 'person', in: 'day', units }
                : { per: 'person', in: 'day', amount: amount / 100 },
            ],
          }
        : {}),
    },
    isPooled ? { quotaKeys: [`shared ${pool}`] } : {},
  );
}
