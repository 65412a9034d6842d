import { addYears, type Day, rigaDay } from '../../platform/clock/day.ts';
import type { Context } from '../../platform/context.ts';
import type { Grant, Verdict } from '../reliefs/index.ts';
import { askPopulation, inRange, type PopulationProgress } from './ask-population.ts';
import { type Grounds, readGrounds } from './grounds.ts';
import { draftStatement } from './sql/draft-statement.ts';

/** How many persons are the same in everything that a preview tells. */
export interface DraftCount {
  /** The verdict of `who`. */
  verdict: Verdict;
  /** Whether the draft gives them something; provisionally, when the verdict is unknown. */
  given: boolean;
  /** Whether they hold the relief on the day, by what is published. */
  held: boolean;
  /** The organisation of the municipality in which they live; null when no fact tells it. */
  municipality: string | null;
  /** The first year of age of their band, of `AGE_BANDS`. */
  ageFrom: number;
  /** Recipient categories of the reliefs that they hold on the day, in order. */
  categories: string[];
  persons: number;
  /** One of them. */
  example: string;
}

export interface DraftPreview {
  day: Day;
  /** Those who live on the day. */
  persons: number;
  counts: DraftCount[];
}

/** The first years of age of the bands that a preview tells. */
export const AGE_BANDS: readonly number[] = [0, 7, 16, 18, 25, 40, 60, 65, 75, 85];

/**
 * What a draft, published or not, would give to all persons on a day (today), beside the relief of
 * that code that they hold: a draft of a new relief has no code that anybody holds. Counts only; who
 * gains has `given` without `held`, who loses has it the other way round.
 */
export async function previewDraft(
  context: Context,
  { code, ...grant }: Grant & { code: string },
  options: { day?: Day; onProgress?: (progress: PopulationProgress) => void } = {},
): Promise<DraftPreview> {
  const day = options.day ?? rigaDay(context.clock.now());
  const grounds = await readGrounds(context);
  const text = draftStatement(grant, { ...grounds, day, rows: inRange, ageBands: AGE_BANDS });
  const counts = new Map<string, DraftCount>();
  await askPopulation<DraftCount & Record<string, unknown>>(
    context,
    { text, values: heldValues(grounds, code) },
    { take: (rows) => rows.forEach(add), onProgress: options.onProgress },
  );
  const all = [...counts.values()];
  return { day, persons: all.reduce((sum, { persons }) => sum + persons, 0), counts: all };

  function add(row: DraftCount): void {
    const { persons, example: _, ...same } = row;
    const name = JSON.stringify(Object.values(same));
    const known = counts.get(name);
    if (known) known.persons += persons;
    else counts.set(name, row);
  }
}

/** The relief that a draft changes, and the categories of every relief. */
function heldValues({ reliefs }: Grounds, code: string): unknown[] {
  const pairs = reliefs.flatMap(({ reliefId, categories }) =>
    categories.map((category) => [reliefId, category] as const),
  );
  return [
    reliefs.find((relief) => relief.code === code)?.reliefId ?? null,
    pairs.map(([reliefId]) => reliefId),
    pairs.map(([, category]) => category),
  ];
}
