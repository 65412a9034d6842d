import type { Benefit, Give, Instruction } from '../instruction.ts';
import { conditionSentence } from './condition-sentence.ts';
import { whenSentence } from './when-sentence.ts';
import {
  AND,
  type CodeNames,
  counted,
  eurosText,
  inlineText,
  type Language,
  listed,
  OR,
  percentText,
} from './words.ts';

interface Words {
  percent(percent: string): string;
  upTo(amount: string): string;
  amount(amount: string): string;
  recipientPays(amount: string): string;
  free: string;
  freeOfEvery(count: number): string;
  pointForEvery(amount: string): string;
  spendPoints(points: number, amount: string): string;
  on(classes: string): string;
  except(classes: string): string;
  companion: string;
  who(condition: string): string;
  units(count: number): string;
  afterwards: string;
}

const WORDS: Readonly<Record<Language, Words>> = {
  lv: {
    percent: (percent) => `${percent} no cenas sedz atvieglojuma devējs`,
    upTo: (amount) => `, ne vairāk kā ${amount} par vienību`,
    amount: (amount) => `atvieglojuma devējs sedz ${amount} par visu grozu`,
    recipientPays: (amount) => `saņēmējs maksā ${amount} par vienību, pārējo sedz devējs`,
    free: 'bez maksas',
    freeOfEvery: (count) => `no katrām ${count} vienas preces vienībām lētākā ir bez maksas`,
    pointForEvery: (amount) => `1 punkts par katriem pilniem ${amount}, ko saņēmējs maksā`,
    spendPoints: (points, amount) => `${points} punkti, ja saņēmējs to lūdz, ir ${amount}`,
    on: (classes) => ` – ${classes}`,
    except: (classes) => `, izņemot: ${classes}`,
    companion: 'pavadonim: ',
    who: (condition) => `, ja ${condition}`,
    units: (count) =>
      `, vienā darījumā ne vairāk kā ${counted(count, ['vienība', 'vienības'], 'lv')}`,
    afterwards: '; saņēmējs maksā visu cenu, un devējs to kompensē pēc tam',
  },
  en: {
    percent: (percent) => `the grantor pays ${percent} of the price`,
    upTo: (amount) => `, at most ${amount} for one unit`,
    amount: (amount) => `the grantor pays ${amount} for the whole basket`,
    recipientPays: (amount) =>
      `the recipient pays ${amount} for one unit, the grantor pays the rest`,
    free: 'free of charge',
    freeOfEvery: (count) => `of every ${count} units of the same item the cheapest is free`,
    pointForEvery: (amount) => `1 point for every full ${amount} that the recipient pays`,
    spendPoints: (points, amount) =>
      `${points} points, when the recipient asks for it, are worth ${amount}`,
    on: (classes) => ` – ${classes}`,
    except: (classes) => `, except: ${classes}`,
    companion: 'for the companion: ',
    who: (condition) => `, if ${condition}`,
    units: (count) => `, at most ${counted(count, ['unit', 'units'], 'en')} in one transaction`,
    afterwards: '; the recipient pays the whole price and the grantor compensates it afterwards',
  },
};

const CLASSES = 'goods-and-services';

/** What a benefit gives, on what, when, to whom: one sentence. Pure. */
export function benefitSentence(
  benefit: Benefit,
  { names, paid }: { names: CodeNames; paid: Instruction['paid'] },
  language: Language,
): string {
  const words = WORDS[language];
  const classes = (codes: readonly string[]) =>
    codes.map((code) => names.name(CLASSES, code)[language]);
  return [
    benefit.whose === 'companion' ? words.companion : '',
    giveText(benefit.give, paid, language),
    words.on(listed(classes(benefit.on), OR[language])),
    benefit.except ? words.except(listed(classes(benefit.except), AND[language])) : '',
    benefit.when ? `, ${whenSentence(benefit.when, language)}` : '',
    benefit.unitsPerTransaction ? words.units(benefit.unitsPerTransaction) : '',
    benefit.who
      ? words.who(inlineText(conditionSentence(benefit.who, names, language), language))
      : '',
    paid === 'afterwards' ? words.afterwards : '',
  ].join('');
}

function giveText(give: Give, paid: Instruction['paid'], language: Language): string {
  const words = WORDS[language];
  const euros = (amountCents: number) => eurosText(amountCents, language);
  if ('percent' in give) {
    const isFree = give.percent === 10_000 && paid === 'at-once';
    const share = isFree ? words.free : words.percent(percentText(give.percent, language));
    return give.upTo === undefined ? share : share + words.upTo(euros(give.upTo));
  }
  if ('amount' in give) return words.amount(euros(give.amount));
  if ('recipientPays' in give) return words.recipientPays(euros(give.recipientPays));
  if ('freeOfEvery' in give) return words.freeOfEvery(give.freeOfEvery);
  if ('pointForEvery' in give) return words.pointForEvery(euros(give.pointForEvery));
  return words.spendPoints(give.spendPoints, euros(give.worth));
}
