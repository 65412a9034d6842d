import type { Classifiers } from '../modules/classifiers/index.ts';
import type { BasketLine, Occasion } from '../modules/reliefs/calculation.ts';
import { WEEKDAYS } from '../modules/reliefs/instruction.ts';
import { weekday } from '../platform/clock/day.ts';
import { readEuros } from './case-table.ts';

export interface CaseBasket {
  lines: BasketLine[];
  spendPoints: number;
  /** Codes of reliefs that the provider has no agreement for. */
  notAgreed: Set<string>;
}

const LINE = /^(companion )?(\d+) × ([a-z0-9-]+)(?: “(.+)”)? à (\S+)$/;

/** Reads the words for a basket. Throws for a word that is not of the vocabulary. */
export function readCaseBasket(text: string, classifiers: Classifiers): CaseBasket {
  const basket: CaseBasket = { lines: [], spendPoints: 0, notAgreed: new Set() };
  for (const clause of text.split(';').map((part) => part.trim())) {
    const [, points] = /^spend (\d+) points$/.exec(clause) ?? [];
    const [, refused] = /^no agreement for (\S+)$/.exec(clause) ?? [];
    if (points) basket.spendPoints = Number(points);
    else if (refused) basket.notAgreed.add(refused);
    else basket.lines.push(readLine(clause, basket.lines.length + 1, classifiers));
  }
  return basket;
}

function readLine(clause: string, number: number, classifiers: Classifiers): BasketLine {
  const match = LINE.exec(clause);
  if (!match) throw new Error(`“${clause}” is not a line of a basket.`);
  const [, companion, quantity, itemClass = '', item = '', price = ''] = match;
  if (!classifiers.has('goods-and-services', itemClass))
    throw new Error(`No class “${itemClass}”.`);
  return {
    line: String(number),
    itemId: `${itemClass} ${item}`,
    class: itemClass,
    whose: companion ? 'companion' : 'recipient',
    quantity: Number(quantity),
    unitPriceCents: readEuros(price),
    taxBasisPoints: 2100,
  };
}

/** Reads a day with its weekday and, if it matters, the time: `Sunday 2026-03-29 10:00`. */
export function readCaseDay(
  text: string,
  { classifiers, meansKind }: { classifiers: Classifiers; meansKind: string },
): Occasion {
  const match = /^([A-Z][a-z]+) (\d{4}-\d{2}-\d{2})(?: (\d{2}:\d{2}))?$/.exec(text);
  const [, name = '', day = '', time = '12:00'] = match ?? [];
  if (!match || WEEKDAYS[weekday(day) - 1] !== name.toLowerCase()) {
    throw new Error(`“${text}” is not a day, or not that day of the week.`);
  }
  const isWorkingDay = classifiers.isWorkingDay(day);
  return { day, time, isWorkingDay, isSchoolDay: classifiers.isSchoolDay(day), meansKind };
}
