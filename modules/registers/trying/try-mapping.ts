import { setImmediate as nextTurn } from 'node:timers/promises';
import type { z } from 'zod';
import { type Context, GRANTING_ROLES } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import type { Placing } from '../../../platform/text/read-yaml.ts';
import type { TextPath } from '../../../platform/text/text-problem.ts';
import { type Classifiers, readClassifiers } from '../../classifiers/index.ts';
import { getWatchedVersion, tellRecordProblem } from '../../exchange/index.ts';
import { registerErrors } from '../errors.ts';
import { demandKeeper } from '../following/demand-keeper.ts';
import { isInForce, refusalOf } from '../following/refusal-of-mapping.ts';
import { compileMapping } from '../mapping/compile-mapping.ts';
import type { Mapping, MappingBasis } from '../mapping/mapping.ts';
import { compareExample, type ExampleOutcome, outcomeOf } from '../mapping/mapping-example.ts';
import { withSentences } from '../mapping/mapping-problem.ts';
import { RECORD_FAULTS } from '../mapping/meaning.ts';
import { type Example, readExamples } from '../mapping/read-examples.ts';
import { readMappingOf } from '../mapping/read-mapping.ts';
import { selectFollowed } from '../sql/select-followed.ts';
import { shownMeaning } from './shown-meaning.ts';
import type { MappingTest, MappingTested } from './trying-api.ts';

type Tested = z.input<typeof MappingTested>;
type Tried = Tested['examples'][number];

/** So much is told of what is wrong with a text. */
const PROBLEMS_MAX = 100;
/** Values that all rules state of all rows together: some 100 bytes of the answer each. */
const STATED_MAX = 20_000;

/**
 * Tries a mapping on examples of records: what they mean by it, or what is wrong and where. Nothing is kept.
 * For who keeps the data set that the mapping names, in any state of it: systems of that institution, its
 * officials, and those of the operator. Refuses like `getWatchedVersion` (but a data set that is not there is
 * a problem of the text), and with `examples-too-many`.
 */
export async function tryMapping(
  context: Context,
  texts: z.output<typeof MappingTest>,
): Promise<Tested> {
  demandKeeper(context, GRANTING_ROLES);
  const classifiers = await readClassifiers(context);
  let basis: MappingBasis | undefined;
  const reading = await readMappingOf({ file: 'mapping', text: texts.mapping }, async (name) => {
    basis = await findBasis(context, name, classifiers);
    return basis;
  });
  const written = readExamples({ file: 'examples', text: texts.examples });
  const mapping = reading.ok && basis ? reading.mapping : undefined;
  const told = (problems: Parameters<typeof withSentences>[0][]) =>
    problems.slice(0, PROBLEMS_MAX).map(withSentences);
  return {
    mapping: mapping ? named(mapping) : null,
    problems: reading.ok ? [] : told(reading.problems),
    refusal: mapping ? await refusalFor(context, mapping) : null,
    exampleProblems: written.ok ? [] : told(written.problems),
    examples:
      mapping && basis && written.ok
        ? await tryExamples(written, { mapping, basis, classifiers })
        : [],
  };
}

async function findBasis(
  context: Context,
  name: { code: string; version: number },
  classifiers: Classifiers,
): Promise<MappingBasis | undefined> {
  try {
    const { definition } = await getWatchedVersion(context, name, GRANTING_ROLES);
    return { definition, classifiers };
  } catch (error) {
    if (error instanceof Refusal && error.code === 'data-set-unknown') return undefined;
    throw error;
  }
}

function named({ register, version, dataSet }: Mapping): Tested['mapping'] {
  return { register, version, dataSet };
}

async function refusalFor({ db }: Context, mapping: Mapping): Promise<Tested['refusal']> {
  const followed = await selectFollowed(db, null);
  if (followed.some((one) => one.register === mapping.register && isInForce(one, mapping)))
    return null;
  const refusal = refusalOf(mapping, followed);
  if (!refusal) return null;
  const { lv, en } = registerErrors[refusal.code as keyof typeof registerErrors];
  return { code: refusal.code, lv, en };
}

interface Trying {
  mapping: Mapping;
  basis: MappingBasis;
  classifiers: Classifiers;
}

async function tryExamples(
  { examples, place }: { examples: readonly Example[]; place: Placing },
  { mapping, basis, classifiers }: Trying,
): Promise<Tried[]> {
  const stated = examples.reduce((sum, { record }) => sum + countStated(mapping, record), 0);
  if (stated > STATED_MAX) throw new Refusal('examples-too-many', { stated, most: STATED_MAX });
  const read = compileMapping(mapping, basis);
  const tried: Tried[] = [];
  for (const [index, example] of examples.entries()) {
    const outcome = outcomeOf(example, basis.definition, read);
    const expects = Object.keys(example).length > 2;
    tried.push({
      ...{ name: example.name, line: placeAt(place, ['examples', index]).line },
      means: 'meaning' in outcome ? shownMeaning(outcome.meaning, classifiers) : null,
      problems: problemsOf(outcome, index, place),
      isAsExpected: expects ? compareExample(example, outcome) === undefined : null,
    });
    // Others are served between two records.
    await nextTurn();
  }
  return tried;
}

/** How many values the rules of a mapping state of a record at most. */
function countStated(mapping: Mapping, record: Record<string, unknown>): number {
  const { facts, households, relations, representatives } = mapping;
  const rowsOf = (each: string | undefined) => {
    const rows = each === undefined ? undefined : record[each];
    return Array.isArray(rows) ? rows.length : 1;
  };
  const values = facts.map(({ each, states }) => rowsOf(each) * Object.keys(states).length);
  const others = [...households, ...relations, ...representatives].map(({ each }) => rowsOf(each));
  return [...values, ...others].reduce((sum, one) => sum + one, 0);
}

function problemsOf(outcome: ExampleOutcome, example: number, place: Placing): Tried['problems'] {
  if ('meaning' in outcome) return [];
  const problems =
    'faults' in outcome
      ? outcome.faults.map((one) => ({ ...one, ...RECORD_FAULTS[one.code] }))
      : outcome.problems.map(tellRecordProblem);
  return problems.map(({ path, code, lv, en }) => {
    const at = ['examples', example, 'record', ...stepsOf(path)];
    return { path, code, lv, en, ...placeAt(place, at) };
  });
}

function placeAt(place: Placing, path: TextPath): { line: number; column: number } {
  const [found] = place([{ code: 'place', path }]);
  return { line: found?.line ?? 1, column: found?.column ?? 1 };
}

/** The steps of a JSON Pointer (RFC 6901). */
function stepsOf(pointer: string): string[] {
  const steps = pointer.split('/').slice(1);
  return steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}
