import type { z } from 'zod';
import type { Classifiers } from '../../classifiers/index.ts';
import type { Meaning, StatedFact } from '../mapping/meaning.ts';
import type { MappingTested } from './trying-api.ts';

export type Meant = NonNullable<z.input<typeof MappingTested>['examples'][number]['means']>;

const NOTHING = { facts: [], households: [], relations: [], representatives: [] };

/** What a record means, with the names of kinds and codes. */
export function shownMeaning(meaning: Meaning, classifiers: Classifiers): Meant {
  const none = { ...NOTHING, person: null, organisation: null };
  if (meaning.about === 'organisation') {
    const { representatives, organisation } = meaning;
    const registrationNumber = organisation.registrationNumber ?? '';
    return {
      ...{ ...none, about: 'organisation', representatives },
      organisation: { ...organisation, registrationNumber },
    };
  }
  const facts = meaning.facts.flatMap((fact) => shownFact(fact, classifiers));
  if (meaning.about === 'household') return { ...none, about: 'household', facts };
  const { person, households, relations } = meaning;
  return { ...none, about: 'person', facts, households, relations, person: person ?? null };
}

function shownFact(fact: StatedFact, classifiers: Classifiers): Meant['facts'] {
  const kind = classifiers.factKind(fact.kind);
  if (!kind) return [];
  const { type, scheme, lv, en } = kind;
  const valueName = scheme ? classifiers.name(scheme, String(fact.value)) : null;
  return [{ ...fact, type, name: { lv, en }, valueName }];
}
