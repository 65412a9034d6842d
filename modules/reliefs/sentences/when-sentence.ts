import { addDays } from '../../../platform/clock/day.ts';
import type { Circumstances, When } from '../instruction/when.ts';
import { WHEN_WORDS } from './when-words.ts';
import { AND, type CodeNames, eurosText, type Language, listed, OR } from './words.ts';

interface Bounds {
  from?: number | undefined;
  to?: number | undefined;
  below?: number | undefined;
}

/** When a benefit is given: "on Mondays, from 08:00 to 14:00". Everything said must hold. */
export function whenSentence(when: When, names: CodeNames, language: Language): string {
  if ('all' in when) {
    return when.all.map((one) => whenSentence(one, names, language)).join(', ');
  }
  if ('any' in when) {
    const parts = when.any.map((one) => whenSentence(one, names, language));
    return parts.length === 1 ? (parts[0] ?? '') : `(${parts.join(`; ${OR[language]} `)})`;
  }
  if ('not' in when) {
    return WHEN_WORDS[language].not(whenSentence(when.not, names, language));
  }
  return [...timeTexts(when, language), ...otherTexts(when, names, language)].join(', ');
}

function timeTexts(when: Circumstances, language: Language): string[] {
  const words = WHEN_WORDS[language];
  const said: string[] = [];
  if (when.weekdays) {
    const weekdays = when.weekdays.map((weekday) => words.every[weekday]);
    said.push(`${words.on}${listed(weekdays, AND[language])}`);
  }
  if (when.day) said.push(words.day[when.day]);
  if (when.lastOfMonth) said.push(words.last(when.lastOfMonth));
  if (when.dates) {
    const dates = when.dates.map((date) => dateText(date, language));
    said.push(`${words.on}${listed(dates, AND[language])}`);
  }
  if (when.season) {
    // 2000 has every day that a year can have.
    const last = addDays(`2000-${when.season.to}`, -1).slice(5);
    said.push(words.season(shortDate(when.season.from, language), shortDate(last, language)));
  }
  if (when.from && when.to) said.push(words.between(when.from, when.to));
  else if (when.from) said.push(words.from(when.from));
  else if (when.to) said.push(words.to(when.to));
  return said;
}

function otherTexts(when: Circumstances, names: CodeNames, language: Language): string[] {
  const words = WHEN_WORDS[language];
  const named = (scheme: string, codes: readonly string[]) =>
    listed(
      codes.map((code) => names.name(scheme, code)[language]),
      OR[language],
    );
  const bounded = (bounds: Bounds, shown: (bound: number) => string = String) =>
    boundsText(bounds, shown, language);
  const euros = (bound: number) => eurosText(bound, language);
  const said: string[] = [];
  if (when.places) said.push(words.places(named('territories', when.places)));
  if (when.means) said.push(words.means(named('means-kinds', when.means)));
  if (when.companions) said.push(words.companions(bounded(when.companions)));
  if (when.firstUse) said.push(words.firstUse);
  if (when.coupon) said.push(words.coupon(listed(when.coupon, OR[language])));
  if (when.quantity) said.push(words.quantity(bounded(when.quantity)));
  if (when.unitPrice) said.push(words.unitPrice(bounded(when.unitPrice, euros)));
  const { on, price, quantity } = when.basket ?? {};
  const classes = on && named('goods-and-services', on);
  if (price) said.push(words.basketPrice(bounded(price, euros), classes));
  if (quantity) said.push(words.basketQuantity(bounded(quantity), classes));
  return said;
}

function boundsText(
  { from, to, below }: Bounds,
  shown: (bound: number) => string,
  language: Language,
): string {
  const { bounds } = WHEN_WORDS[language];
  const parts: string[] = [];
  if (from !== undefined) parts.push(bounds.from(shown(from)));
  if (to !== undefined) parts.push(bounds.to(shown(to)));
  if (below !== undefined) parts.push(bounds.below(shown(below)));
  return listed(parts, AND[language]);
}

function dateText(yearDay: string, language: Language): string {
  return WHEN_WORDS[language].date(Number(yearDay.slice(3)), Number(yearDay.slice(0, 2)));
}

/** "01.06." in Latvian, whose months change their ending; "1 June" in English. */
function shortDate(yearDay: string, language: Language): string {
  if (language === 'en') return dateText(yearDay, language);
  return `${yearDay.slice(3)}.${yearDay.slice(0, 2)}.`;
}
