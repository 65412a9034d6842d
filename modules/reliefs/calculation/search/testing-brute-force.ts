import type { BasketLine, CalculationInput, Candidate } from '../../calculation.ts';
import type { Benefit } from '../../instruction.ts';

/**
 * The most that any choice comes to, by trying every one: for each line and each place a relief's
 * benefit or none and how many units it covers, and every order of the lines where money runs out.
 * Written apart from the calculation, for reliefs of simple benefits of which the best applies.
 * Lines of several units may meet one place only.
 */
export function bestByForce(input: CalculationInput): number {
  const places = placesOf(input);
  const orders = permutations(input.lines);
  let best = 0;
  tryPlaces({ input, places, orders }, new Map(), 0, (chosen) => {
    for (const order of orders) best = Math.max(best, worth(order, places, chosen));
  });
  return best;
}

interface Pick {
  candidate: Candidate;
  benefit: Benefit;
  units: number;
}
type Chosen = Map<string, Pick | undefined>;

function placesOf({ candidates }: CalculationInput): Candidate[][] {
  const ordered = candidates.toSorted(
    (a, b) =>
      Number(a.instruction.priority) - Number(b.instruction.priority) ||
      (a.reliefCode < b.reliefCode ? -1 : 1),
  );
  const places = new Map<string, Candidate[]>();
  for (const candidate of ordered) {
    const key = candidate.instruction.exclusionGroup ?? candidate.reliefCode;
    places.set(key, [...(places.get(key) ?? []), candidate]);
  }
  return [...places.values()];
}

function permutations<T>(values: readonly T[]): T[][] {
  if (values.length < 2) return [[...values]];
  return values.flatMap((value, index) =>
    permutations([...values.slice(0, index), ...values.slice(index + 1)]).map((rest) => [
      value,
      ...rest,
    ]),
  );
}

function tryPlaces(
  all: { input: CalculationInput; places: Candidate[][]; orders: BasketLine[][] },
  chosen: Chosen,
  at: number,
  visit: (chosen: Chosen) => void,
): void {
  const { input, places } = all;
  const line = input.lines[Math.floor(at / places.length)];
  const place = places[at % places.length];
  if (line === undefined || place === undefined) {
    visit(chosen);
    return;
  }
  const key = `${line.line} ${at % places.length}`;
  chosen.set(key, undefined);
  tryPlaces(all, chosen, at + 1, visit);
  for (const candidate of place) {
    for (const benefit of candidate.instruction.benefits) {
      if (!fits(benefit, line, input)) continue;
      for (let units = 1; units <= line.quantity; units += 1) {
        chosen.set(key, { candidate, benefit, units });
        tryPlaces(all, chosen, at + 1, visit);
      }
    }
  }
  chosen.delete(key);
}

function fits({ on }: Benefit, line: BasketLine, input: CalculationInput): boolean {
  const classes = input.broader(line.class);
  return on.some((one) => classes.includes(one));
}

function worth(lines: readonly BasketLine[], places: Candidate[][], chosen: Chosen): number {
  const left = new Map<string, number>();
  const rests = new Map(lines.map((line) => [line.line, line.quantity * line.unitPriceCents]));
  let total = 0;
  for (let place = 0; place < places.length; place += 1) {
    for (const line of lines) {
      const pick = chosen.get(`${line.line} ${place}`);
      if (pick === undefined) continue;
      const rest = rests.get(line.line) ?? 0;
      const cents = taken(pick, line, { rest, left });
      if (cents === undefined) return 0;
      total += cents;
      rests.set(line.line, rest - cents);
    }
  }
  return total;
}

/** What a pick takes; undefined when the units do not suffice. */
function taken(
  { candidate, benefit, units }: Pick,
  line: BasketLine,
  { rest, left }: { rest: number; left: Map<string, number> },
): number | undefined {
  let cents = reliefOn(benefit, { rest: (rest * units) / line.quantity, units });
  const pools = candidate.instruction.quotas.flatMap((quota, index) => {
    if (quota.of !== undefined && !quota.of.includes(benefit.name ?? '')) return [];
    const key = candidate.quotaKeys[index] ?? '';
    return [{ key, quota, have: left.get(key) ?? candidate.quotasLeft[index] ?? 0 }];
  });
  for (const { quota, have } of pools) {
    if (quota.units !== undefined && have < units) return undefined;
    if (quota.units === undefined) cents = Math.min(cents, have);
  }
  for (const { key, quota, have } of pools) {
    left.set(key, have - (quota.units === undefined ? cents : units));
  }
  return cents;
}

function reliefOn({ give }: Benefit, { rest, units }: { rest: number; units: number }): number {
  if ('bundle' in give || 'freeOfEvery' in give) return 0;
  if ('recipientPays' in give) return Math.max(0, rest - give.recipientPays * units);
  if ('perUnit' in give) return Math.min(rest, give.perUnit * units);
  if (!('percent' in give)) return 0;
  const ceiling = give.upTo !== undefined ? give.upTo * units : rest;
  return Math.floor(Math.min((rest * give.percent) / 10_000, ceiling) + 0.5);
}
