import type { Day } from '../../../platform/clock/day.ts';
import type { FactKind } from '../../classifiers/fact-kind.ts';
import { quote, sortedArray } from './sql-text.ts';

/** Half-open; numbers in the unit in which facts keep them. */
interface Range<T> {
  from?: T | undefined;
  below?: T | undefined;
}

/** Which values of a kind a test accepts. */
export type Values = { codes: ReadonlySet<string> } | Range<number> | Range<Day> | 'any';

/** What one stated fact is tested for: its value, and the day on which its period began. */
export interface FactTest {
  values: Values;
  begun?: Range<Day>;
}

export type KindOfFact = Pick<FactKind, 'code' | 'type'>;

interface KindTests {
  kind: KindOfFact;
  tests: { bit: number; test: FactTest }[];
  /** The organisation's place among the grantors, by the code that a fact states. */
  places?: ReadonlyMap<string, number>;
}

/**
 * What is asked about the facts of a person, each question a bit. A fact sets the bits of all the
 * tests that it passes; `bit_or` over a person's facts is all that conditions need to know of them.
 * Which bits a fact sets is looked up by its kind and a key: its code, or the bucket between the
 * limits asked about in which its number or day lies.
 */
export interface FactBits {
  /** The position of the bit of one test; the same test has one bit. */
  bitOf(kind: KindOfFact, test: FactTest): number;
  /** The position of the first of several bits in a row. */
  rowOfBits(kind: KindOfFact, tests: readonly FactTest[]): number;
  setPlaces(kind: KindOfFact, places: ReadonlyMap<string, number>): void;
  kinds(): string[];
  /** The literal of no bit at all. */
  none(): string;
  compile(): CompiledBits;
}

export interface CompiledBits {
  /** Rows `(kind, key, bits, place)`. */
  lookup: string;
  /** The key of a row `f` of facts. */
  key: string;
  /** The bits of a row `f` whose code nobody asked about. */
  otherwise: string;
}

export function makeFactBits(): FactBits {
  const byKind = new Map<string, KindTests>();
  const known = new Map<string, number>();
  let width = 0;
  const testsOf = (kind: KindOfFact) => {
    const found = byKind.get(kind.code) ?? { kind, tests: [] };
    byKind.set(kind.code, found);
    return found;
  };
  const rowOfBits = (kind: KindOfFact, tests: readonly FactTest[]) => {
    const name = `${kind.code} ${tests.map(nameOf).join(';')}`;
    const base = known.get(name) ?? width;
    if (!known.has(name)) {
      known.set(name, base);
      for (const test of tests) testsOf(kind).tests.push({ bit: width++, test });
    }
    return base;
  };
  return {
    rowOfBits,
    bitOf: (kind, test) => rowOfBits(kind, [test]),
    setPlaces: (kind, places) => {
      testsOf(kind).places = places;
    },
    kinds: () => [...byKind.keys()],
    none: () => noBits(width),
    compile: () => compileBits([...byKind.values()], width),
  };
}

function nameOf({ values, begun }: FactTest): string {
  const stated = values !== 'any' && 'codes' in values ? [...values.codes].sort() : values;
  return JSON.stringify([stated, begun]);
}

function compileBits(kinds: readonly KindTests[], width: number): CompiledBits {
  const bits = (passes: (test: FactTest) => boolean, { tests }: KindTests) => {
    const text = [...noBits(width)].slice(2, -1);
    for (const { bit, test } of tests) if (passes(test)) text[bit] = '1';
    return `B'${text.join('')}'`;
  };
  const rows: string[] = [];
  const keys: string[] = [];
  const begunKeys: string[] = [];
  const others: string[] = [];
  for (const one of kinds) {
    const { code, type } = one.kind;
    const begun = bucketsOf(one.tests.map(({ test }) => test.begun ?? {}));
    const row = (key: string, place: number | undefined, accepts: (values: Values) => boolean) =>
      begun.samples.map((sample, bucket) => {
        const set = bits((test) => accepts(test.values) && lies(sample, test.begun ?? {}), one);
        const whole = begun.limits.length > 0 ? `${key}~${bucket}` : key;
        return `(${quote(code)}, ${quote(whole)}, ${set}, ${place ?? 'null::integer'})`;
      });
    if (begun.limits.length > 0) {
      const bucket = `width_bucket(f.since, ${sortedArray('date', begun.limits)})`;
      begunKeys.push(`when ${quote(code)} then '~' || ${bucket}`);
    }
    if (type === 'code' || type === 'codes') {
      for (const value of codesAsked(one)) {
        rows.push(...row(value, one.places?.get(value), (values) => acceptsCode(values, value)));
      }
      others.push(...otherBits(one, begun, bits));
    } else {
      const ranges = one.tests.map(({ test: { values } }) => rangeOf(values));
      const { limits, samples } = bucketsOf(ranges);
      const [column, array] =
        type === 'date' ? ['f.day', 'date' as const] : ['f.number', 'bigint' as const];
      const bucket = limits.length ? `width_bucket(${column}, ${sortedArray(array, limits)})` : '0';
      keys.push(`when ${quote(code)} then ${bucket}::text`);
      for (const [index, sample] of samples.entries()) {
        rows.push(...row(String(index), undefined, (values) => lies(sample, rangeOf(values))));
      }
    }
  }
  const none = noBits(width);
  const value = keys.length ? `(case f.kind ${keys.join(' ')} else f.code end)` : 'f.code';
  const begun = begunKeys.length ? ` || (case f.kind ${begunKeys.join(' ')} else '' end)` : '';
  if (rows.length === 0) rows.push(`('', '', ${none}, null::integer)`);
  return {
    lookup: `values ${rows.join(',\n  ')}`,
    key: `${value}${begun}`,
    otherwise: others.length ? `(case f.kind ${others.join(' ')} else ${none} end)` : none,
  };
}

/** A string of bits has at least one. */
function noBits(width: number): string {
  return `B'${'0'.repeat(Math.max(width, 1))}'`;
}

function codesAsked({ tests, places }: KindTests): Set<string> {
  const codes = new Set(places?.keys());
  for (const { test } of tests) {
    if (test.values !== 'any' && 'codes' in test.values) {
      for (const code of test.values.codes) codes.add(code);
    }
  }
  return codes;
}

function acceptsCode(values: Values, code: string): boolean {
  return values === 'any' || ('codes' in values && values.codes.has(code));
}

function otherBits(
  one: KindTests,
  begun: Buckets<Day>,
  bits: (passes: (test: FactTest) => boolean, one: KindTests) => string,
): string[] {
  const set = begun.samples.map((sample) =>
    bits((test) => test.values === 'any' && lies(sample, test.begun ?? {}), one),
  );
  if (!set.some((text) => text.includes('1'))) return [];
  if (set.length === 1) return [`when ${quote(one.kind.code)} then ${set[0]}`];
  const bucket = `width_bucket(f.since, ${sortedArray('date', begun.limits)})`;
  const cases = set.map((text, index) => `when ${index} then ${text}`).join(' ');
  return [`when ${quote(one.kind.code)} then (case ${bucket} ${cases} end)`];
}

function rangeOf(values: Values): Range<number | Day> {
  return values === 'any' || 'codes' in values ? {} : values;
}

interface Buckets<T> {
  limits: T[];
  /** One value of each bucket; undefined lies below everything. */
  samples: (T | undefined)[];
}

/** The limits of some ranges, ascending, and a value of each bucket between them. */
function bucketsOf<T extends number | Day>(ranges: readonly Range<T>[]): Buckets<T> {
  const limits = [...new Set(ranges.flatMap(({ from, below }) => [from, below]))]
    .filter((limit) => limit !== undefined)
    .sort((one, other) => (one < other ? -1 : 1));
  return { limits, samples: [undefined, ...limits] };
}

function lies<T extends number | Day>(value: T | undefined, { from, below }: Range<T>): boolean {
  if (value === undefined) return from === undefined;
  return (from === undefined || value >= from) && (below === undefined || value < below);
}
