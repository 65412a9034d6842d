import { addDays, addYears, type Day, daysBetween, rigaDay } from '../../../platform/clock/day.ts';
import type { Context } from '../../../platform/context.ts';
import {
  type DraftCount,
  type Grounds,
  previewDraft,
  readGrounds,
} from '../../entitlements/index.ts';
import { readPersonFacts } from '../../persons/index.ts';
import { type CodeNames, type ProposedRelief, readCodeNames } from '../../reliefs/index.ts';
import { type Catalogue, getCatalogue } from '../reference.ts';
import { countYearUse } from '../sql/count-year-use.ts';
import { readYearShare } from '../sql/read-year-share.ts';
import { sampleYearUse } from '../sql/sample-year-use.ts';
import type { YearQuestion } from '../sql/used-in-year.ts';
import { type ChangeRow, type Changes, changesBy, totalChanges } from './change-tables.ts';
import { chooseExamples, type Example } from './choose-examples.ts';
import { type CostEstimate, estimateCost } from './estimate-cost.ts';
import { benefitsOf, paidByDraft } from './recalculate.ts';

/** What a draft would do, on the first day from which it holds, by what is known now. */
export interface Preview {
  relief: { code: string; name: { lv: string; en: string } };
  day: Day;
  /** Who lives. */
  persons: number;
  total: Changes & { unknown: number | null };
  byMunicipality: ChangeRow[];
  byAge: ChangeRow[];
  byCategory: ChangeRow[];
  /** Null when the last twelve months say nothing of it. */
  cost: CostEstimate | null;
  examples: Example[];
}

/** How far it is with one of the reliefs. */
export interface PreviewProgress {
  relief: string;
  done: number;
  of: number;
}

const SAMPLE_MAX = 1_000;
/** Of lines, or of reliefs applied to them. */
const ROWS_MAX = 200_000;
const GOODS = 'goods-and-services';

/**
 * Tells what a draft would do to the present population: its own relief, or, when it is a definition,
 * every published relief that uses it (`readProposal`, which also says who may ask). Nobody can be
 * found in what it tells: numbers below five are left out where they are told by something, and
 * examples have no name, id, day or place.
 */
export async function previewProposal(
  context: Context,
  proposals: readonly ProposedRelief[],
  onProgress?: (progress: PreviewProgress) => void,
): Promise<Preview[]> {
  const grounds = await readGrounds(context);
  const names = await readCodeNames(context);
  const previews: Preview[] = [];
  for (const proposed of proposals) {
    previews.push(await previewOne(context, proposed, { grounds, names, onProgress }));
  }
  return previews;
}

interface Around {
  grounds: Grounds;
  names: CodeNames;
  onProgress: ((progress: PreviewProgress) => void) | undefined;
}

async function previewOne(
  context: Context,
  proposed: ProposedRelief,
  { grounds, names, onProgress }: Around,
): Promise<Preview> {
  const { code, name, day, grantor, instruction, withdrawn } = proposed;
  const tell = (progress: { done: number; of: number }) =>
    onProgress?.({ relief: code, ...progress });
  const asked = { code, grantor, instruction };
  const { persons, counts: found } = await previewDraft(context, asked, { day, onProgress: tell });
  const counts = withdrawn ? found.map((count) => ({ ...count, given: false })) : found;
  return {
    relief: { code, name },
    ...{ day, persons, total: totalChanges(counts) },
    byMunicipality: changesBy(counts, ({ municipality }) => [municipality]),
    byAge: changesBy(counts, ({ ageFrom }) => [String(ageFrom).padStart(2, '0')]),
    byCategory: changesBy(counts, ({ categories }) =>
      categories.length === 0 ? [null] : categories,
    ),
    cost: (await costOf(context, proposed, { counts, grounds })) ?? null,
    examples: await chooseExamples(context, proposed, { counts, grounds, names }),
  };
}

async function costOf(
  context: Context,
  proposed: ProposedRelief,
  { counts, grounds }: { counts: readonly DraftCount[]; grounds: Grounds },
): Promise<CostEstimate | undefined> {
  const catalogue = await getCatalogue(context);
  const given = personsIn(counts, (count) => count.given);
  const keeping = personsIn(counts, (count) => count.given && count.held);
  const published = grounds.reliefs.find(({ code }) => code === proposed.code)?.reliefId;
  const to = addDays(rigaDay(context.clock.now()), 1);
  const window = { classes: classesOf(proposed, catalogue), from: addYears(to, -1), to };
  const ownUse =
    published && keeping > 0 ? await useOf(context, { ...window, reliefId: published }) : undefined;
  const isOwn = ownUse !== undefined && ownUse.transactions > 0;
  const use = isOwn ? ownUse : await useOf(context, { ...window, reliefId: null });
  const sample = await sampleYearUse(context.db, use.question, SAMPLE_MAX);
  const ids = [...new Set(sample.map(({ personId }) => personId))];
  const persons = await readPersonFacts(context, ids);
  const benefits = new Map(
    persons.map((person) => [person.personId, benefitsOf(proposed, person, grounds)]),
  );
  const cents = sample.map((one) =>
    paidByDraft(one, proposed, { benefits: benefits.get(one.personId) ?? [], catalogue }),
  );
  const { transactions, first, paidCents, keptCents } = use;
  return estimateCost(
    cents,
    {
      of: isOwn ? 'same-relief' : 'same-goods',
      transactions,
      share: use.question.share,
      days: first === null ? 0 : daysBetween(first, to),
      keptShare: paidCents === 0 ? 1 : keptCents / paidCents,
    },
    {
      given,
      givenOfKnownUse: isOwn
        ? keeping
        : personsIn(counts, (count) => count.given && count.categories.length > 0),
      ceilingCents: yearlyBudget(proposed),
    },
  );
}

/** What is counted of a year, in so much of it as can be read soon, however much is kept. */
async function useOf(
  { db }: Context,
  asked: Omit<YearQuestion, 'share'>,
): Promise<Awaited<ReturnType<typeof countYearUse>> & { question: YearQuestion }> {
  const question = { ...asked, share: await readYearShare(db, asked, ROWS_MAX) };
  return { ...(await countYearUse(db, question)), question };
}

function personsIn(counts: readonly DraftCount[], isMeant: (count: DraftCount) => boolean): number {
  return counts.reduce((sum, count) => sum + (isMeant(count) ? count.persons : 0), 0);
}

/** Classes of goods on which the draft gives something, with their narrower ones. */
function classesOf({ instruction }: ProposedRelief, { classifiers }: Catalogue): string[] {
  const classes = new Set<string>();
  for (const { on, except = [] } of instruction.benefits) {
    const excepted = new Set(except.flatMap((code) => [...classifiers.codesOf(GOODS, code)]));
    for (const code of on) {
      for (const one of classifiers.codesOf(GOODS, code)) {
        if (!excepted.has(one)) classes.add(one);
      }
    }
  }
  return [...classes];
}

/** The budget of a year, when one grantor has one for all. */
function yearlyBudget({ grantor, instruction }: ProposedRelief): number | undefined {
  const { budget } = instruction;
  const isOne = typeof grantor === 'string' && budget?.per !== 'territory';
  return isOne && budget?.in === 'year' ? budget.amount : undefined;
}
