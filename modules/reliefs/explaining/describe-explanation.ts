import { z } from 'zod';
import type { LocalizedText } from '../../../platform/i18n/localized-text.ts';
import { Text } from '../../../platform/i18n/text.ts';
import type { Verdict } from '../condition.ts';
import { Reason, reasonOf } from '../sentences/reason-tree.ts';
import { instructionSentences } from '../sentences/relief-sentence.ts';
import type { CodeNames } from '../sentences/words.ts';
import type { Asked, ReliefExplanation } from './explain-relief.ts';

/** Why a person has a relief on a day or does not, in words. */
export const DescribedExplanation = z.object({
  relief: z.object({ code: z.string(), name: Text }),
  day: z.iso.date(),
  verdict: z.enum(['yes', 'no', 'unknown']),
  summary: Text.meta({ description: 'The whole in one sentence.' }),
  version: z.int().nullable().meta({ description: 'Null when none is in force on the day.' }),
  grantor: Text.nullable().meta({ description: 'Null when no fact tells which one it is.' }),
  why: Reason.nullable(),
  benefits: z
    .array(z.object({ benefit: Text, why: Reason }))
    .meta({ description: 'Benefits that have a condition of their own.' }),
});
export type DescribedExplanation = z.output<typeof DescribedExplanation>;

/**
 * An explanation in Latvian and English, for the person and for a clerk. Pure.
 *
 * @param tell how much of others is told
 */
export function describeExplanation(
  { relief, explanation }: Pick<Asked, 'relief'> & { explanation: ReliefExplanation },
  names: CodeNames,
  tell: typeof reasonOf = reasonOf,
): DescribedExplanation {
  const { day, verdict, version, grantor, who } = explanation;
  const instruction = relief.versions.find((one) => one.version === version)?.instruction;
  const sentences = instruction && {
    lv: instructionSentences(instruction, names, 'lv').benefits,
    en: instructionSentences(instruction, names, 'en').benefits,
  };
  return {
    relief: { code: relief.code, name: relief.name },
    ...{ day, verdict, summary: SUMMARIES[summaryOf(explanation)] },
    version: version ?? null,
    grantor:
      grantor === undefined
        ? null
        : (names.organisation?.(grantor) ?? { lv: grantor, en: grantor }),
    why: who ? tell(who, names) : null,
    benefits: explanation.benefits.map((one) => ({
      benefit: {
        lv: sentences?.lv[one.position] ?? '',
        en: sentences?.en[one.position] ?? '',
      },
      why: tell(one.explanation, names),
    })),
  };
}

type Summary = Verdict | 'not-in-force' | 'no-grantor' | 'no-benefit';

function summaryOf({ verdict, grantor, who }: ReliefExplanation): Summary {
  if (!who) return 'not-in-force';
  if (verdict !== 'no' || who.verdict !== 'yes') return verdict;
  return grantor === undefined ? 'no-grantor' : 'no-benefit';
}

const SUMMARIES: Readonly<Record<Summary, LocalizedText>> = {
  yes: {
    lv: 'Šajā dienā atvieglojums pienākas.',
    en: 'The relief is due on this day.',
  },
  no: {
    lv: 'Šajā dienā atvieglojums nepienākas, jo neizpildās tā nosacījumi.',
    en: 'The relief is not due on this day: its conditions do not hold.',
  },
  unknown: {
    lv: 'Nav zināms, vai šajā dienā atvieglojums pienākas, jo reģistros trūkst ziņu.',
    en: 'It is not known whether the relief is due on this day: registers do not state enough.',
  },
  'not-in-force': {
    lv: 'Šajā dienā atvieglojums nav spēkā vai persona nav dzīva.',
    en: 'On this day the relief is not in force, or the person is not alive.',
  },
  'no-grantor': {
    lv: 'Nosacījumi izpildās, bet nav zināms, kura pašvaldība atvieglojumu dod.',
    en: 'The conditions hold, but it is not known which municipality gives the relief.',
  },
  'no-benefit': {
    lv: 'Nosacījumi izpildās, bet neviena atbalsta papildu nosacījumi neizpildās.',
    en: 'The conditions hold, but those of no benefit do.',
  },
};
