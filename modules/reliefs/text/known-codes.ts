import { nearestWord } from '../../../platform/text/near-miss.ts';
import type { FactKind } from '../../classifiers/fact-kind.ts';
import type { Concepts } from '../conditions/subject.ts';
import type { ReliefFinding, ReliefPath } from './relief-problem.ts';

/** The codes that a relief may name: what the classifiers know. */
export interface KnownCodes extends Concepts {
  has(scheme: string, code: string): boolean;
  readonly factKinds: readonly FactKind[];
  readonly schemes: readonly {
    code: string;
    concepts: readonly { code: string }[];
    collections: readonly { code: string }[];
  }[];
}

/** At most so many codes are listed when none is near: all municipalities would say nothing. */
const LISTED_MAX = 20;

export function checkCode(
  { scheme, code, path }: { scheme: string; code: string; path: ReliefPath },
  codes: KnownCodes,
): ReliefFinding[] {
  if (codes.has(scheme, code)) return [];
  const known = codes.schemes
    .filter((one) => one.code === scheme)
    .flatMap((one) => [...one.concepts, ...one.collections].map((concept) => concept.code));
  const suggestion = nearestWord(code, known);
  const expected = known.length <= LISTED_MAX ? known : undefined;
  return [{ code: 'code-unknown', path, found: code, expected, suggestion }];
}
