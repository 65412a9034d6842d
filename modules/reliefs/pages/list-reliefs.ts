import { addDays, type Day } from '../../../platform/clock/day.ts';
import type { LocalizedText } from '../../../platform/i18n/localized-text.ts';
import type { CatalogueRelief } from '../catalogue.ts';
import { grantorText, instructionSentences } from '../sentences/relief-sentence.ts';
import type { CodeNames, Language, SentenceTree } from '../sentences/words.ts';

/** A line of a condition; its parts are the lines below it that are one level deeper. */
export interface ConditionLine {
  level: number;
  text: string;
}

/** What anybody may know of one version, in sentences. */
export interface PublicVersion {
  from: Day;
  /** The last day on which it is in force; null while it is open. */
  lastDay: Day | null;
  act: string;
  who: Record<Language, ConditionLine[]>;
  benefits: Record<Language, string[]>;
  /** Quotas, the budget, and who pays which part. */
  limits: Record<Language, string[]>;
  terms: Record<Language, string[]>;
}

/**
 * What anybody may know of a relief. It holds no internal id and no label of receipts: neither may
 * help a cashier to find out from an answer which category somebody belongs to.
 */
export interface PublicRelief {
  code: string;
  kind: string;
  name: LocalizedText;
  categories: LocalizedText[];
  grantor: LocalizedText;
  /** Null when it is the municipality of the recipient, whichever that is. */
  grantorCode: string | null;
  act: string;
  source: string;
  illustrative: boolean;
  assumptions: string[];
  versions: PublicVersion[];
}

/** The reliefs of a catalogue as the public may read them. Pure. */
export function listReliefs(
  catalogue: readonly CatalogueRelief[],
  names: CodeNames,
): PublicRelief[] {
  return catalogue.map((relief) => ({
    code: relief.code,
    kind: relief.kind,
    name: relief.name,
    categories: relief.categories.map((code) => names.name('recipient-categories', code)),
    grantor: inBoth((language) => grantorText(relief.grantor, names, language)),
    grantorCode: typeof relief.grantor === 'string' ? relief.grantor : null,
    act: relief.act,
    source: relief.source,
    illustrative: relief.illustrative,
    assumptions: relief.assumptions,
    versions: relief.versions.map((version) => publicVersion(relief, version, names)),
  }));
}

function publicVersion(
  relief: CatalogueRelief,
  { instruction }: CatalogueRelief['versions'][number],
  names: CodeNames,
): PublicVersion {
  const said = inBoth((language) => instructionSentences(instruction, names, language));
  return {
    from: instruction.from,
    lastDay: instruction.to === undefined ? null : addDays(instruction.to, -1),
    act: instruction.act ?? relief.act,
    who: inBoth((language) => linesOf(said[language].who)),
    benefits: inBoth((language) => said[language].benefits),
    limits: inBoth((language) => {
      const { quotas, budget, shares } = said[language];
      return [...quotas, ...(budget === undefined ? [] : [budget]), ...shares];
    }),
    terms: inBoth((language) => said[language].terms),
  };
}

function linesOf(tree: SentenceTree, level = 0): ConditionLine[] {
  return [{ level, text: tree.text }, ...tree.parts.flatMap((part) => linesOf(part, level + 1))];
}

function inBoth<T>(say: (language: Language) => T): Record<Language, T> {
  return { lv: say('lv'), en: say('en') };
}
