import type { Give } from '../benefits/give.ts';
import type { Instruction } from '../instruction.ts';
import { AND, counted, eurosText, type Language, listed, percentText } from './words.ts';

type Classes = (codes: readonly string[], joint: string) => string;
type BundleGive = Extract<Give, { bundle: unknown }>;
type FreeGive = Extract<Give, { freeOfEvery: number }>;
type PercentGive = Exclude<Extract<Give, { percent?: unknown }>, BundleGive | FreeGive>;

interface Words {
  percent(percent: string): string;
  percentOf(percent: string, part: string): string;
  upTo(amount: string): string;
  between(part: { above: string; below: string; of: string }): string;
  above(amount: string, of: string): string;
  below(amount: string, of: string): string;
  of: { unit: string; basket: string };
  amount(amount: string): string;
  forEvery(amount: string, every: string): string;
  perUnit(amount: string): string;
  recipientPays(amount: string): string;
  free: string;
  freeOfEvery(set: { count: number; of: string; which: string; what: string }): string;
  sets: { item: string; class: string };
  which: { cheapest: string; dearest: string };
  cheaper(percent: string): string;
  bundle(parts: string, what: string): string;
  bundlePart(units: number, classes: string): string;
  bundlePays(amount: string): string;
  bundlePercent(percent: string): string;
  bundleAmount(amount: string): string;
  pointForEvery(amount: string): string;
  pointsPerUnit(points: number): string;
  spendPoints(points: number, amount: string): string;
}

const ONE_OR_MORE_POINTS = [
  'point, when the recipient asks for it, is',
  'points, when the recipient asks for it, are',
] as const;

const WORDS: Readonly<Record<Language, Words>> = {
  lv: {
    percent: (percent) => `${percent} no cenas sedz atvieglojuma devējs`,
    percentOf: (percent, part) => `atvieglojuma devējs sedz ${percent} no ${part}`,
    upTo: (amount) => `, ne vairāk kā ${amount} par vienību`,
    between: ({ above, below, of }) => `${of} daļas, kas ir virs ${above} un nepārsniedz ${below}`,
    above: (amount, of) => `${of} daļas, kas pārsniedz ${amount}`,
    below: (amount, of) => `${of} daļas, kas nepārsniedz ${amount}`,
    of: { unit: 'vienības cenas', basket: 'groza cenas' },
    amount: (amount) => `atvieglojuma devējs sedz ${amount} par visu grozu`,
    forEvery: (amount, every) =>
      `atvieglojuma devējs sedz ${amount} par katriem pilniem ${every}, ko maksā šīs preces un pakalpojumi`,
    perUnit: (amount) => `atvieglojuma devējs sedz ${amount} par vienību`,
    recipientPays: (amount) => `saņēmējs maksā ${amount} par vienību, pārējo sedz devējs`,
    free: 'bez maksas',
    freeOfEvery: ({ count, of, which, what }) => `no katrām ${count} ${of} ${which} ${what}`,
    sets: { item: 'vienas preces vienībām', class: 'šo preču vienībām' },
    which: { cheapest: 'lētākā', dearest: 'dārgākā' },
    cheaper: (percent) => `ir par ${percent} lētāka`,
    bundle: (parts, what) => `par katru pilnu komplektu (${parts}) ${what}`,
    bundlePart: (units, classes) => `${units} × ${classes}`,
    bundlePays: (amount) => `saņēmējs maksā ${amount}, pārējo sedz devējs`,
    bundlePercent: (percent) => `devējs sedz ${percent} no cenas`,
    bundleAmount: (amount) => `devējs sedz ${amount}`,
    pointForEvery: (amount) => `1 punkts par katriem pilniem ${amount}, ko saņēmējs maksā`,
    pointsPerUnit: (points) => `${counted(points, ['punkts', 'punkti'], 'lv')} par katru vienību`,
    spendPoints: (points, amount) =>
      `${counted(points, ['punkts', 'punkti'], 'lv')}, ja saņēmējs to lūdz, ir ${amount}`,
  },
  en: {
    percent: (percent) => `the grantor pays ${percent} of the price`,
    percentOf: (percent, part) => `the grantor pays ${percent} of ${part}`,
    upTo: (amount) => `, at most ${amount} for one unit`,
    between: ({ above, below, of }) => `the part of ${of} above ${above} and up to ${below}`,
    above: (amount, of) => `the part of ${of} above ${amount}`,
    below: (amount, of) => `the part of ${of} up to ${amount}`,
    of: { unit: 'the price of a unit', basket: 'the price of the basket' },
    amount: (amount) => `the grantor pays ${amount} for the whole basket`,
    forEvery: (amount, every) =>
      `the grantor pays ${amount} for every full ${every} that these goods and services cost`,
    perUnit: (amount) => `the grantor pays ${amount} for one unit`,
    recipientPays: (amount) =>
      `the recipient pays ${amount} for one unit, the grantor pays the rest`,
    free: 'free of charge',
    freeOfEvery: ({ count, of, which, what }) => `of every ${count} ${of} the ${which} ${what}`,
    sets: { item: 'units of the same item', class: 'units of these goods' },
    which: { cheapest: 'cheapest', dearest: 'dearest' },
    cheaper: (percent) => `costs ${percent} less`,
    bundle: (parts, what) => `for every full bundle (${parts}) ${what}`,
    bundlePart: (units, classes) => `${units} × ${classes}`,
    bundlePays: (amount) => `the recipient pays ${amount} and the grantor the rest`,
    bundlePercent: (percent) => `the grantor pays ${percent} of the price`,
    bundleAmount: (amount) => `the grantor pays ${amount}`,
    pointForEvery: (amount) => `1 point for every full ${amount} that the recipient pays`,
    pointsPerUnit: (points) => `${counted(points, ['point', 'points'], 'en')} for each unit`,
    spendPoints: (points, amount) => `${counted(points, ONE_OR_MORE_POINTS, 'en')} worth ${amount}`,
  },
};

const IS_FREE: Readonly<Record<Language, string>> = { lv: 'ir bez maksas', en: 'is free' };

/** What a form of a benefit comes to, as the first part of its sentence. Pure. */
export function giveSentence(
  give: Give,
  { paid, classes }: { paid: Instruction['paid']; classes: Classes },
  language: Language,
): string {
  const words = WORDS[language];
  const euros = (amountCents: number) => eurosText(amountCents, language);
  if ('bundle' in give) return bundleText(give, classes, language);
  if ('freeOfEvery' in give) return freeText(give, language);
  if ('percent' in give) return percentSentence(give, paid, language);
  if ('amount' in give) {
    return give.forEvery === undefined
      ? words.amount(euros(give.amount))
      : words.forEvery(euros(give.amount), euros(give.forEvery));
  }
  if ('perUnit' in give) return words.perUnit(euros(give.perUnit));
  if ('recipientPays' in give) return words.recipientPays(euros(give.recipientPays));
  if ('pointForEvery' in give) return words.pointForEvery(euros(give.pointForEvery));
  if ('pointsPerUnit' in give) return words.pointsPerUnit(give.pointsPerUnit);
  return words.spendPoints(give.spendPoints, euros(give.worth));
}

function percentSentence(give: PercentGive, paid: Instruction['paid'], language: Language): string {
  const words = WORDS[language];
  const percent = percentText(give.percent, language);
  const isFree = give.percent === 10_000 && paid === 'at-once';
  const share =
    give.part === undefined
      ? isFree
        ? words.free
        : words.percent(percent)
      : words.percentOf(percent, partText(give.part, language));
  return give.upTo === undefined ? share : share + words.upTo(eurosText(give.upTo, language));
}

function partText(part: NonNullable<PercentGive['part']>, language: Language): string {
  const words = WORDS[language];
  const of = words.of[part.of];
  const above = eurosText(part.above ?? 0, language);
  if (part.below === undefined) return words.above(above, of);
  const below = eurosText(part.below, language);
  return part.above === undefined ? words.below(below, of) : words.between({ above, below, of });
}

function freeText(give: FreeGive, language: Language): string {
  const words = WORDS[language];
  return words.freeOfEvery({
    count: give.freeOfEvery,
    of: words.sets[give.of ?? 'item'],
    which: words.which[give.which ?? 'cheapest'],
    what:
      give.percent === undefined
        ? IS_FREE[language]
        : words.cheaper(percentText(give.percent, language)),
  });
}

function bundleText(give: BundleGive, classes: Classes, language: Language): string {
  const words = WORDS[language];
  const parts = give.bundle.map((part) =>
    words.bundlePart(part.units, classes(part.on, AND[language])),
  );
  const what =
    'pays' in give
      ? words.bundlePays(eurosText(give.pays, language))
      : 'amount' in give
        ? words.bundleAmount(eurosText(give.amount, language))
        : words.bundlePercent(percentText(give.percent, language));
  return words.bundle(listed(parts, AND[language]), what);
}
