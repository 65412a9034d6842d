import type { Classifiers } from '../modules/classifiers/index.ts';
import type { BasketLine, Occasion } from '../modules/reliefs/calculation.ts';
import { WEEKDAYS } from '../modules/reliefs/instruction/when.ts';
import { occasionOn } from '../modules/reliefs/occasion.ts';
import { type Day, weekday } from '../platform/clock/day.ts';
import { readEuros } from './case-table.ts';

export interface CaseBasket {
  lines: BasketLine[];
  spendPoints: number;
  coupons: string[];
  /** Codes of the point of service and of territories, as they are said. */
  places: string[];
  /** When not said: one, if a line is bought for a companion. */
  companions: number | undefined;
  /** Codes of reliefs that the provider has no agreement for. */
  notAgreed: Set<string>;
}

const LINE = /^(companion )?(\d+) × ([a-z0-9-]+)(?: “(.+)”)? à (\S+)$/;

/** Reads the words for a basket. Throws for a word that is not of the vocabulary. */
export function readCaseBasket(text: string, classifiers: Classifiers): CaseBasket {
  const basket: CaseBasket = {
    lines: [],
    spendPoints: 0,
    coupons: [],
    places: [],
    companions: undefined,
    notAgreed: new Set(),
  };
  for (const clause of text.split(';').map((part) => part.trim())) {
    const [, points] = /^spend (\d+) points$/.exec(clause) ?? [];
    const [, refused] = /^no agreement for (\S+)$/.exec(clause) ?? [];
    const [, coupon] = /^coupon ([A-Z0-9-]+)$/.exec(clause) ?? [];
    const [, place] = /^at ([A-Za-z0-9-]+)$/.exec(clause) ?? [];
    const [, companions] = /^companions (\d+)$/.exec(clause) ?? [];
    if (coupon) basket.coupons.push(coupon);
    else if (place) basket.places.push(place, ...classifiers.broader('territories', place));
    else if (companions) basket.companions = Number(companions);
    else if (points) basket.spendPoints = Number(points);
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
export function readCaseDay(text: string): { day: Day; time: string } {
  const match = /^([A-Z][a-z]+) (\d{4}-\d{2}-\d{2})(?: (\d{2}:\d{2}))?$/.exec(text);
  const [, name = '', day = '', time = '12:00'] = match ?? [];
  if (!match || WEEKDAYS[weekday(day) - 1] !== name.toLowerCase()) {
    throw new Error(`“${text}” is not a day, or not that day of the week.`);
  }
  return { day, time };
}

/** Where, when and how the basket of a case is bought. */
export function caseOccasion(
  on: { day: Day; time: string },
  {
    basket,
    classifiers,
    meansKind,
  }: { basket: CaseBasket; classifiers: Classifiers; meansKind: string },
): Occasion {
  const companions = basket.lines.some(({ whose }) => whose === 'companion') ? 1 : 0;
  return occasionOn(on, {
    calendar: classifiers,
    meansKind,
    places: basket.places,
    companions: basket.companions ?? companions,
    coupons: basket.coupons,
  });
}
