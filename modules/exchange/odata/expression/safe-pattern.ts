import { Refusal } from '../../../../platform/errors/refusal.ts';

const LENGTH_MAX = 200;
const REPEATED_MAX = 100;
/** Characters that a pattern may stand for, those that repeat counted as often as they do. */
const STEPS_MAX = 500;

/** One character, or one out of a set, and how often. No groups, alternatives or references. */
const ATOM = new RegExp(
  [
    String.raw`(\\[dDsSwW.*+?^$()[\]{}|\\/]|\[\^?(?:\\[dsw\]\\^-]|[^[\]\\])+\]|[^\\[\](){}|*+?^$])`,
    String.raw`(\*|\+|\?|\{(\d{1,3})(?:,(\d{0,3}))?\})?`,
  ].join(''),
  'uy',
);

/** What the short forms of sets are in ECMAScript, whatever the database takes them for. */
const SETS: Readonly<Record<string, string>> = {
  '.': '[^\\n]',
  '\\d': '[0-9]',
  '\\D': '[^0-9]',
  '\\w': '[A-Za-z0-9_]',
  '\\W': '[^A-Za-z0-9_]',
  '\\s': '[ \\t\\n\\r\\f\\v]',
  '\\S': '[^ \\t\\n\\r\\f\\v]',
};

interface Step {
  test: RegExp;
  isOptional: boolean;
  isRepeated: boolean;
}

/** A pattern that is looked for in time that follows the text. */
export interface SafePattern {
  isIn(text: string): boolean;
  /** The same for the database. */
  sql: string;
}

/**
 * Reads a pattern of `matchesPattern`. Refuses with `odata-pattern-unsafe` what could take more than time
 * that follows the text: let in are characters, sets of them, how often each of them stands, and `^`
 * and `$` at its ends.
 */
export function readPattern(pattern: string): SafePattern {
  const fromStart = pattern.startsWith('^');
  const toEnd = /(?<!\\)(?:\\\\)*\$$/.test(pattern);
  const inner = pattern.slice(fromStart ? 1 : 0, toEnd ? -1 : undefined);
  const steps: Step[] = [];
  let sql = '';
  for (let at = 0; at < inner.length; at = ATOM.lastIndex) {
    ATOM.lastIndex = at;
    const [, written = '', often = '', least, most] = ATOM.exec(inner) ?? [];
    if (written === '') throw unsafe(at);
    const set = setOf(written);
    sql += set + often;
    steps.push(...stepsOf(set, { often, least, most }));
    if (pattern.length > LENGTH_MAX || steps.length > STEPS_MAX) throw unsafe(at);
  }
  return {
    isIn: (text) => isIn(text, steps, { fromStart, toEnd }),
    sql: `${fromStart ? '^' : ''}${sql}${toEnd ? '$' : ''}`,
  };
}

function unsafe(at: number): Refusal {
  return new Refusal('odata-pattern-unsafe', { at, lengthMax: LENGTH_MAX });
}

function setOf(written: string): string {
  if (!written.startsWith('[')) return SETS[written] ?? written;
  return written.replace(/\\[dsw]/g, (short) => (SETS[short] ?? '').slice(1, -1));
}

function stepsOf(
  set: string,
  { often, least, most }: { often: string; least: string | undefined; most: string | undefined },
): Step[] {
  const test = new RegExp(`^${set}$`, 'u');
  const fewest = least === undefined ? Number(often === '' || often === '+') : Number(least);
  const isOpen = often === '*' || often === '+' || most === '';
  const greatest = most === undefined ? Math.max(fewest, often === '?' ? 1 : 0) : Number(most);
  if (fewest > REPEATED_MAX || greatest > REPEATED_MAX || (!isOpen && greatest < fewest)) {
    throw unsafe(0);
  }
  const needed = Array.from({ length: fewest }, () => step(test, false, false));
  if (isOpen) return [...needed, step(test, true, true)];
  return [...needed, ...Array.from({ length: greatest - fewest }, () => step(test, true, false))];
}

function step(test: RegExp, isOptional: boolean, isRepeated: boolean): Step {
  return { test, isOptional, isRepeated };
}

/** All places in the pattern at which a reader of the text can be are followed at once. */
function isIn(
  text: string,
  steps: readonly Step[],
  { fromStart, toEnd }: { fromStart: boolean; toEnd: boolean },
): boolean {
  let places = reach(new Set([0]), steps);
  if (places.has(steps.length) && !toEnd) return true;
  for (const character of text) {
    const next = new Set<number>(fromStart ? [] : [0]);
    for (const place of places) {
      const one = steps[place];
      if (one?.test.test(character)) next.add(one.isRepeated ? place : place + 1);
    }
    places = reach(next, steps);
    if (places.has(steps.length) && !toEnd) return true;
  }
  return places.has(steps.length);
}

/** What is optional may be left out. A set grows while it is gone through, so this is all of it. */
function reach(places: Set<number>, steps: readonly Step[]): Set<number> {
  for (const place of places) if (steps[place]?.isOptional) places.add(place + 1);
  return places;
}
