import { setImmediate as nextTurn } from 'node:timers/promises';
import type { z } from 'zod';
import type { Context } from '../../../platform/context.ts';
import type { Placing } from '../../../platform/text/read-yaml.ts';
import type { TextPath } from '../../../platform/text/text-problem.ts';
import { tellRecordProblem } from '../../exchange/index.ts';
import { compileMapping } from '../mapping/compile-mapping.ts';
import { compareExample, type ExampleOutcome, outcomeOf } from '../mapping/mapping-example.ts';
import { RECORD_FAULTS } from '../mapping/meaning.ts';
import { type Example, readExamples } from '../mapping/read-examples.ts';
import { demandFew, readTried, type Trying, toldProblems } from './read-tried.ts';
import { shownMeaning } from './shown-meaning.ts';
import type { MappingTest, MappingTested } from './trying-api.ts';

type Tested = z.input<typeof MappingTested>;
type Tried = Tested['examples'][number];

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
  const { told, trying } = await readTried(context, texts.mapping);
  const written = readExamples({ file: 'examples', text: texts.examples });
  return {
    ...told,
    exampleProblems: written.ok ? [] : toldProblems(written.problems),
    examples: trying && written.ok ? await tryExamples(written, trying) : [],
  };
}

async function tryExamples(
  { examples, place }: { examples: readonly Example[]; place: Placing },
  { mapping, basis }: Trying,
): Promise<Tried[]> {
  demandFew(
    mapping,
    examples.map(({ record }) => record),
  );
  const read = compileMapping(mapping, basis);
  const tried: Tried[] = [];
  for (const [index, example] of examples.entries()) {
    const outcome = outcomeOf(example, basis.definition, read);
    const expects = Object.keys(example).length > 2;
    tried.push({
      ...{ name: example.name, line: placeAt(place, ['examples', index]).line },
      means: 'meaning' in outcome ? shownMeaning(outcome.meaning, basis.classifiers) : null,
      problems: problemsOf(outcome, index, place),
      isAsExpected: expects ? compareExample(example, outcome) === undefined : null,
    });
    // Others are served between two records.
    await nextTurn();
  }
  return tried;
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
