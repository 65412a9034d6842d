import type { Benefit, Instruction } from '../instruction.ts';
import { conditionSentence } from './condition-sentence.ts';
import { giveSentence } from './give-sentence.ts';
import { whenSentence } from './when-sentence.ts';
import { AND, type CodeNames, counted, inlineText, type Language, listed, OR } from './words.ts';

interface Words {
  on(classes: string): string;
  except(classes: string): string;
  companion: string;
  who(condition: string): string;
  unitsBetween(from: number, to: number): string;
  unitsUpTo(to: number): string;
  unitsFrom(from: number): string;
  units(count: number): string;
  afterwards: string;
}

const WORDS: Readonly<Record<Language, Words>> = {
  lv: {
    on: (classes) => ` – ${classes}`,
    except: (classes) => `, izņemot: ${classes}`,
    companion: 'pavadonim: ',
    who: (condition) => `, ja ${condition}`,
    unitsBetween: (from, to) => `, tikai no ${from}. līdz ${to}. vienībai, skaitot no dārgākās`,
    unitsUpTo: (to) =>
      `, tikai ${counted(to, ['dārgākajai vienībai', 'dārgākajām vienībām'], 'lv')}`,
    unitsFrom: (from) => `, sākot ar ${from}. vienību, skaitot no dārgākās`,
    units: (count) =>
      `, vienā darījumā ne vairāk kā ${counted(count, ['vienība', 'vienības'], 'lv')}`,
    afterwards: '; saņēmējs maksā visu cenu, un devējs to kompensē pēc tam',
  },
  en: {
    on: (classes) => ` – ${classes}`,
    except: (classes) => `, except: ${classes}`,
    companion: 'for the companion: ',
    who: (condition) => `, if ${condition}`,
    unitsBetween: (from, to) => `, only unit ${from} to unit ${to}, the dearest counted first`,
    unitsUpTo: (to) => `, only the ${counted(to, ['dearest unit', 'dearest units'], 'en')}`,
    unitsFrom: (from) => `, from unit ${from} on, the dearest counted first`,
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
  const classes = (codes: readonly string[], joint: string) =>
    listed(
      codes.map((code) => names.name(CLASSES, code)[language]),
      joint,
    );
  return [
    benefit.whose === 'companion' ? words.companion : '',
    giveSentence(benefit.give, { paid, classes }, language),
    words.on(classes(benefit.on, OR[language])),
    benefit.except ? words.except(classes(benefit.except, AND[language])) : '',
    benefit.when ? `, ${whenSentence(benefit.when, names, language)}` : '',
    benefit.units ? unitsText(benefit.units, words) : '',
    benefit.unitsPerTransaction ? words.units(benefit.unitsPerTransaction) : '',
    benefit.who
      ? words.who(inlineText(conditionSentence(benefit.who, names, language), language))
      : '',
    paid === 'afterwards' ? words.afterwards : '',
  ].join('');
}

function unitsText({ from = 1, to }: NonNullable<Benefit['units']>, words: Words): string {
  if (to === undefined) return words.unitsFrom(from);
  return from === 1 ? words.unitsUpTo(to) : words.unitsBetween(from, to);
}
