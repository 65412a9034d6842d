import type { z } from 'zod';
import { type Context, GRANTING_ROLES } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { type Classifiers, readClassifiers } from '../../classifiers/index.ts';
import { getWatchedVersion } from '../../exchange/index.ts';
import { registerErrors } from '../errors.ts';
import { demandKeeper } from '../following/demand-keeper.ts';
import { isInForce, refusalOf } from '../following/refusal-of-mapping.ts';
import type { Mapping, MappingBasis } from '../mapping/mapping.ts';
import { type MappingProblem, withSentences } from '../mapping/mapping-problem.ts';
import { readMappingOf } from '../mapping/read-mapping.ts';
import { selectFollowed } from '../sql/select-followed.ts';
import type { MappingTested } from './trying-api.ts';

type Tested = z.input<typeof MappingTested>;

/** A mapping whose text is right, with what it is tried by. */
export interface Trying {
  mapping: Mapping;
  basis: MappingBasis & { classifiers: Classifiers };
}

/** So much is told of what is wrong with a text. */
const PROBLEMS_MAX = 100;
/** Values that all rules state of all rows together: some 100 bytes of the answer each. */
const STATED_MAX = 20_000;

/**
 * Reads the text of a mapping that is to be tried, and what is told of it. For who keeps the data set that it
 * names, in any state of it: systems of that institution, its officials, and those of the operator. Refuses
 * like `getWatchedVersion`, but a data set that is not there is a problem of the text.
 */
export async function readTried(
  context: Context,
  text: string,
): Promise<{ told: Pick<Tested, 'mapping' | 'problems' | 'refusal'>; trying: Trying | undefined }> {
  demandKeeper(context, GRANTING_ROLES);
  const classifiers = await readClassifiers(context);
  let basis: Trying['basis'] | undefined;
  const reading = await readMappingOf({ file: 'mapping', text }, async (name) => {
    basis = await findBasis(context, name, classifiers);
    return basis;
  });
  if (!reading.ok || !basis) {
    const problems = reading.ok ? [] : toldProblems(reading.problems);
    return { told: { mapping: null, problems, refusal: null }, trying: undefined };
  }
  const { mapping } = reading;
  const { register, version, dataSet } = mapping;
  const refusal = await refusalFor(context, mapping);
  const told = { mapping: { register, version, dataSet }, problems: [], refusal };
  return { told, trying: { mapping, basis } };
}

/** What is wrong with a text, in sentences. */
export function toldProblems(problems: readonly MappingProblem[]): Tested['problems'] {
  return problems.slice(0, PROBLEMS_MAX).map(withSentences);
}

/** Refuses with `examples-too-many`, before the mapping reads any of them. */
export function demandFew(mapping: Mapping, records: readonly Record<string, unknown>[]): void {
  const stated = records.reduce((sum, record) => sum + countStated(mapping, record), 0);
  if (stated > STATED_MAX) throw new Refusal('examples-too-many', { stated, most: STATED_MAX });
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

async function findBasis(
  context: Context,
  name: { code: string; version: number },
  classifiers: Classifiers,
): Promise<Trying['basis'] | undefined> {
  try {
    const { definition } = await getWatchedVersion(context, name, GRANTING_ROLES);
    return { definition, classifiers };
  } catch (error) {
    if (error instanceof Refusal && error.code === 'data-set-unknown') return undefined;
    throw error;
  }
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
