import { calculate } from '../modules/reliefs/calculate.ts';
import { coupledBasket } from '../modules/reliefs/calculation/search/testing.ts';
import { inputOf, line, relief } from '../modules/reliefs/calculation/testing.ts';
import type { BasketLine, Calculation, CalculationInput } from '../modules/reliefs/calculation.ts';
import { divideRounded } from '../platform/money/money.ts';

const ROUNDS = 9;
const ROUND_MS = 120;

/**
 * `npm run bench -- calculate`: what the reliefs of a basket cost to work out, beside a floor in the
 * same run: half of each line's price, written by hand into an answer of the same shape.
 */
export function benchCalculate(): void {
  const subjects: [name: string, input: CalculationInput][] = [
    ['1 line, 1 relief with a quota', ride()],
    ['5 lines, 4 reliefs in two groups', groceries()],
    ['100 lines, 30 reliefs, nothing shared', shared(0)],
    ['100 lines, 30 reliefs, 8 shared quotas', shared(8)],
  ];
  for (const [name, input] of subjects) {
    const [ours, floor] = mediansOf([() => calculate(input), () => byHand(input)]);
    const { optimality } = calculate(input);
    const proof = optimality.proven
      ? 'proven'
      : `at most ${optimality.gapCents} cents from the best`;
    console.log(
      `${name.padEnd(40)} ${micros(ours)} µs, by hand ${micros(floor)} µs, ` +
        `${((ours ?? 0) / (floor ?? 1)).toFixed(1)} ×; ${proof}`,
    );
  }
  tellShareProven();
}

function ride(): CalculationInput {
  const quotas = [{ per: 'person' as const, in: 'day' as const, units: 2 }];
  const benefits = [{ on: ['transport'], give: { percent: 50 } }];
  return inputOf([line('1', 1, 150)], [relief('A', { quotas, benefits })]);
}

function groceries(): CalculationInput {
  const lines = [1, 2, 3, 4, 5].map((number) =>
    line(String(number), 1 + (number % 3), 120 * number, {
      class: number % 2 ? 'bread' : 'single',
    }),
  );
  const candidates = ['A', 'B', 'C', 'D'].map((code, index) =>
    relief(code, {
      benefits: [{ on: [index % 2 ? 'grocery' : 'transport'], give: { percent: 10 + 7 * index } }],
      exclusionGroup: index < 2 ? 'one' : 'other',
    }),
  );
  return inputOf(lines, candidates);
}

function shared(pools: number): CalculationInput {
  return coupledBasket(1, { lines: 100, quantity: 4, candidates: 30, pools, groups: 1 });
}

function tellShareProven(): void {
  for (const size of [
    { lines: 5, quantity: 2, candidates: 6, pools: 3, groups: 2 },
    { lines: 20, quantity: 3, candidates: 10, pools: 4, groups: 1 },
    { lines: 100, quantity: 4, candidates: 30, pools: 8, groups: 1 },
  ]) {
    const answers = Array.from({ length: 20 }, (_, seed) => calculate(coupledBasket(seed, size)));
    const proven = answers.filter(({ optimality }) => optimality.proven).length;
    const gaps = answers.map(({ optimality, reliefCents }) =>
      optimality.proven ? 0 : optimality.gapCents / reliefCents,
    );
    const words = `${size.lines} lines, ${size.candidates} reliefs, ${size.pools} shared quotas`;
    console.log(
      `${words.padEnd(40)} ${proven} of ${answers.length} proven, the others at most ` +
        `${(Math.max(...gaps) * 100).toFixed(2)} % from the best`,
    );
  }
}

/** The floor: no rules, no competition, no reasons but one a line. */
function byHand({ lines }: CalculationInput): Calculation {
  const calculated = lines.map(calculatedByHand);
  const sum = (of: (one: (typeof calculated)[number]) => number) =>
    calculated.reduce((all, one) => all + of(one), 0);
  return {
    lines: calculated,
    priceCents: sum(({ priceCents }) => priceCents),
    reliefCents: sum(({ reliefCents }) => reliefCents),
    compensationCents: 0,
    recipientPaysCents: sum(({ recipientPaysCents }) => recipientPaysCents),
    takes: [],
    optimality: { proven: true },
    reasons: lines.map(({ line: id }) => ({ entitlementId: 'A', line: id, code: 'applied' })),
  };
}

function calculatedByHand({ line: id, quantity, unitPriceCents }: BasketLine) {
  const priceCents = quantity * unitPriceCents;
  const reliefCents = divideRounded(priceCents * 5000, 10_000);
  const shares = [{ grantorId: 'grantor', amountCents: reliefCents }];
  return {
    line: id,
    priceCents,
    reliefCents,
    compensationCents: 0,
    recipientPaysCents: priceCents - reliefCents,
    applied: [
      {
        entitlementId: 'A',
        benefit: 0,
        units: quantity,
        amountCents: reliefCents,
        paid: 'at-once' as const,
        shares,
      },
    ],
  };
}

/** Microseconds a call, the subjects in turn, the median of the rounds. */
function mediansOf(subjects: readonly (() => unknown)[]): number[] {
  const times: number[][] = subjects.map(() => []);
  for (let round = 0; round < ROUNDS; round += 1) {
    subjects.forEach((subject, index) => {
      const start = performance.now();
      let calls = 0;
      while (performance.now() - start < ROUND_MS) {
        subject();
        calls += 1;
      }
      times[index]?.push(((performance.now() - start) * 1000) / calls);
    });
  }
  return times.map((one) => one.sort((a, b) => a - b)[Math.floor(one.length / 2)] ?? 0);
}

function micros(value: number | undefined): string {
  return (value ?? 0).toFixed(value !== undefined && value < 100 ? 1 : 0).padStart(8);
}
