import { type Classifiers, makeClassifiers } from '../../modules/classifiers/classifiers.ts';
import type { FactKind } from '../../modules/classifiers/fact-kind.ts';
import { classifiersFromFiles } from '../../modules/classifiers/index.ts';

/** The shipped vocabulary with a few kinds of facts of the types that no register here states. */
export function benchVocabulary(): Classifiers {
  const files = classifiersFromFiles();
  const further: FactKind[] = [
    kind({ code: 'skills', type: 'codes', absent: 'no' }),
    kind({ code: 'income', type: 'money', absent: 'unknown' }),
    kind({ code: 'household-income', type: 'money', of: 'household', absent: 'unknown' }),
    kind({ code: 'moved-in', type: 'date', absent: 'unknown' }),
  ];
  return makeClassifiers({ ...files, factKinds: [...files.factKinds, ...further] });
}

function kind(known: Pick<FactKind, 'code' | 'type' | 'absent'> & Partial<FactKind>): FactKind {
  return { register: 'bench', of: 'person', lv: known.code, en: known.code, ...known };
}
