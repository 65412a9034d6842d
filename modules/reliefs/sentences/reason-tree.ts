import { z } from 'zod';
import type { LocalizedText } from '../../../platform/i18n/localized-text.ts';
import { Text } from '../../../platform/i18n/text.ts';
import type { Condition, Relation, Verdict } from '../condition.ts';
import type { Explanation } from '../explain-condition.ts';
import { conditionSentence } from './condition-sentence.ts';
import { explanationSentence, VERDICTS } from './explanation-sentence.ts';
import { type CodeNames, inlineText, type Language, type SentenceTree } from './words.ts';

/** Why, in sentences, with what it was reached from. */
export interface Reason {
  text: LocalizedText;
  verdict: Verdict;
  parts: Reason[];
}

export const Reason: z.ZodType<Reason> = z
  .lazy(() =>
    z.object({
      text: Text,
      verdict: z.enum(['yes', 'no', 'unknown']),
      parts: z.array(Reason),
    }),
  )
  .meta({ id: 'Reason', description: 'Why, with what it was reached from.' });

/** An explanation as a tree of sentences, each with its own verdict. Pure. */
export function reasonOf(explanation: Explanation, names: CodeNames): Reason {
  return toldBy(reasonOf, explanation, names);
}

/**
 * The same for the person whom it is about: of others, but for those in the person's care, it says
 * what was asked and the verdict, not what registers state of them. Pure.
 */
export function ownReasonOf(explanation: Explanation, names: CodeNames): Reason {
  return isOfOthers(explanation)
    ? askedReason(explanation, names)
    : toldBy(ownReasonOf, explanation, names);
}

/** The same without what is known of anybody: what was asked, with its verdicts. Pure. */
export function askedReasonOf(explanation: Explanation, names: CodeNames): Reason {
  return 'parts' in explanation
    ? toldBy(askedReasonOf, explanation, names)
    : askedReason(explanation, names);
}

function toldBy(tell: typeof reasonOf, explanation: Explanation, names: CodeNames): Reason {
  const { verdict } = explanation;
  const lv = explanationSentence(explanation, names, 'lv');
  const en = explanationSentence(explanation, names, 'en');
  const inner = partsOf(explanation);
  const parts =
    inner.length > 0 ? inner.map((part) => tell(part, names)) : leaves(verdict, { lv, en });
  return { text: { lv: lv.text, en: en.text }, verdict, parts };
}

function leaves(verdict: Verdict, { lv, en }: Record<Language, SentenceTree>): Reason[] {
  return lv.parts.map((part, position) => ({
    text: { lv: inlineText(part, 'lv'), en: inlineText(en.parts[position] ?? part, 'en') },
    verdict,
    parts: [],
  }));
}

function partsOf(explanation: Explanation): readonly Explanation[] {
  if (explanation.kind === 'related') return explanation.members;
  return 'parts' in explanation ? explanation.parts : [];
}

/** For whom a person acts in law. */
const IN_CARE: readonly Relation[] = ['child', 'ward'];

type Leaf = Exclude<Explanation, { parts: unknown }>;

function isOfOthers(explanation: Explanation): explanation is Leaf {
  if (explanation.kind === 'related') return !IN_CARE.includes(explanation.relation);
  return explanation.kind === 'sum' && !IN_CARE.includes(explanation.condition.over);
}

function askedReason(explanation: Leaf, names: CodeNames): Reason {
  const { verdict } = explanation;
  const asked = askedOf(explanation);
  const lv = conditionSentence(asked, names, 'lv');
  const en = conditionSentence(asked, names, 'en');
  const text = {
    lv: `${VERDICTS[verdict].lv}: ${lv.text}`,
    en: `${VERDICTS[verdict].en}: ${en.text}`,
  };
  return { text, verdict, parts: leaves(verdict, { lv, en }) };
}

function askedOf(explanation: Leaf): Condition {
  if (explanation.kind === 'related') return countOf(explanation);
  return explanation.kind === 'group' ? { group: explanation.group } : explanation.condition;
}

function countOf(explanation: Extract<Explanation, { kind: 'related' }>): Condition {
  const { relation, self, from, below, where } = explanation;
  const isSimple = from === 1 && below === undefined && !self;
  return isSimple ? { related: relation, where } : { count: relation, self, from, below, where };
}
