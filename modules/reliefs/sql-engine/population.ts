import type { Day } from '../../../platform/clock/day.ts';
import type { Condition } from '../condition.ts';
import type { Concepts } from '../conditions/subject.ts';
import type { Grantor } from '../instruction.ts';
import type { AllGrantors } from '../make-grantors.ts';
import { conditionSql } from './condition-sql.ts';
import { makeProfile } from './profile.ts';
import { profilesSql } from './profiles-sql.ts';
import { columnsOf, makeRelated } from './related.ts';
import type { GivenIn, Scope } from './scope.ts';
import { quote } from './sql-text.ts';

export interface PopulationGrounds {
  concepts: Concepts;
  grantors: AllGrantors;
  /** Any day, past ones too: what is known now about that day. */
  day: Day;
  /** Narrows a column of persons' ids to those asked about: `id => id = any($1::uuid[])`. */
  rows: (column: string) => string;
}

/**
 * Questions about many persons at once, as one statement. Persons who are the same in everything
 * that is asked are one row of `profiles`, with the ids of them all: what is asked is worked out for
 * each profile once, however many persons share it.
 */
export interface Population {
  /** A boolean over a row of `profiles`: whether a condition holds when this grantor gives. */
  verdict(condition: Condition, grantor: Grantor): string;
  /** A text over a row of `profiles`: what is said of the grantor; null when none can be told. */
  ofGrantor(grantor: Grantor, say: (organisation: string) => string | undefined): string;

  /**
   * The statement: `with …` and the rest of it, in which `answered` has a row for each person who
   * lives on the day: `person_id` and the answers, by their names. Each is an expression over a row of
   * `profiles`, and worked out once for it.
   */
  statement(answers: Readonly<Record<string, string>>, rest: string): string;
}

export function makePopulation({ grantors, day, rows, ...of }: PopulationGrounds): Population {
  const concepts = of.concepts.on(day);
  const profile = makeProfile(day);
  const related = makeRelated(day);
  const municipalities = grantors.municipalities;
  const places = placesByTerritory();
  const births = new Set<Day>();
  const verdicts = columnsOf('v');

  const placeOf = (kind: string) => {
    profile.bits.setPlaces({ code: kind, type: 'code' }, places);
    return profile.placeOf(kind);
  };
  const scopeOf = (grantor: Grantor): Scope => ({
    ...{ day, concepts, profile, related, births, ofPerson: verdicts.of },
    municipalities: municipalities.map(({ territory }) => territory),
    ...(typeof grantor === 'string'
      ? { givenIn: { territory: grantors.territoryOf(grantor) }, placeColumn: 'no_place' }
      : { givenIn: grantor, placeColumn: placeOf(grantor.municipalityOf) }),
  });

  return {
    verdict: (condition, grantor) => conditionSql(condition, scopeOf(grantor)),
    ofGrantor: (grantor, say) => {
      const said = (organisation: string) => {
        const text = say(organisation);
        return text === undefined ? 'null' : quote(text);
      };
      if (typeof grantor === 'string') return said(grantor);
      const all = municipalities.map(({ organisation }) => said(organisation)).join(', ');
      return `(array[${all}]::text[])[${placeOf(grantor.municipalityOf)} + 1]`;
    },
    statement: (answers, rest) => {
      const names = Object.keys(answers);
      const columns = names.map((name) => `${answers[name]} as ${name}`);
      return `${profilesSql({ day, rows, profile, related, verdicts, births })}, answers as materialized (
  select person_ids, ${columns.join(',\n    ')}
  from profiles
), answered as (
  select unnest(person_ids) as person_id, ${names.join(', ')} from answers
)${rest}`;
    },
  };

  /** The places of municipalities, by the codes of what lies in them. */
  function placesByTerritory(): Map<string, number> {
    const found = new Map<string, number>();
    for (const { territory } of municipalities) {
      for (const code of concepts.codesOf('territories', territory)) {
        const organisation = grantors.municipalityOf(code, day)?.organisation;
        const place = municipalities.findIndex((one) => one.organisation === organisation);
        if (place !== -1) found.set(code, place);
      }
    }
    return found;
  }
}
