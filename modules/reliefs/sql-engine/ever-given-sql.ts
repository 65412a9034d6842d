import type { FactKind } from '../../classifiers/fact-kind.ts';
import type { AgeCondition, Condition, FactCondition, HeldCondition } from '../condition.ts';
import { singleComparisons } from '../conditions/fact-verdict.ts';
import type { Concepts } from '../conditions/subject.ts';
import type { Grantor } from '../instruction.ts';
import type { AllGrantors } from '../make-grantors.ts';
import { firstBirthUnder } from './age-sql.ts';
import type { Grant } from './grant-sql.ts';
import { valueSql } from './held-sql.ts';
import { quote } from './sql-text.ts';
import { acceptedValues } from './values.ts';

interface EverGrounds {
  concepts: Concepts;
  grantors: AllGrantors;
  /** Narrows a column of persons' ids to those asked about. */
  rows: (column: string) => string;
}

interface Ever extends EverGrounds {
  grantor: Grantor;
  /** The half-open period of the version. */
  from: string;
  to: string | undefined;
  /** Whether it is given to those too about whom it is not known. */
  unknownToo: boolean;
}

/**
 * Who can be given a version of a relief on any day at all, as a boolean over a row `person` of
 * `persons.lives`: true for everybody who ever is, and for some more. Facts, groups and relations of
 * any time count; what hangs on more than one of them at once is left open. Never null for one who is.
 */
export function everGivenSql({ grantor, instruction }: Grant, grounds: EverGrounds): string {
  const { from, to, who, unknown } = instruction;
  const ever = { ...grounds, grantor, from, to, unknownToo: unknown === 'provisional' };
  const lives = [`(person.death_date is null or person.death_date >= ${quote(from)})`];
  if (to !== undefined) lives.push(`person.birth_date < ${quote(to)}`);
  return `(${[...lives, everSql(who, ever)].join(' and ')})`;
}

function everSql(condition: Condition, ever: Ever): string {
  const compile = (part: Condition) => everSql(part, ever);
  if ('fact' in condition) return factSql(condition, ever);
  if ('age' in condition) return ageSql(condition, ever);
  if ('born' in condition) {
    const { from, below } = condition.born;
    const limits = [from && `person.birth_date >= ${quote(from)}`];
    if (below) limits.push(`person.birth_date < ${quote(below)}`);
    return `(${limits.filter(Boolean).join(' and ') || 'true'})`;
  }
  if ('group' in condition) return groupSql(condition.group, ever);
  if ('all' in condition) return `(${condition.all.map(compile).join(' and ')})`;
  if ('any' in condition) return `(${condition.any.map(compile).join(' or ')})`;
  if ('of' in condition) return `(${condition.of.map(compile).join(' or ')})`;
  if ('held' in condition) return heldSql(condition, ever);
  if ('related' in condition) return relationSql(condition.related, ever);
  if ('count' in condition && condition.from !== undefined && !condition.self) {
    return relationSql(condition.count, ever);
  }
  if ('definition' in condition && !ever.unknownToo) {
    const versions = condition.versions?.map((version) => compile(version.condition)) ?? [];
    return versions.length > 0 ? `(${versions.join(' or ')})` : 'false';
  }
  return 'true';
}

/** Some value of any time passes each comparison; an absent fact is unknown, and a stale one. */
function factSql(condition: FactCondition, ever: Ever): string {
  const { concepts, unknownToo } = ever;
  const kind = concepts.factKind(condition.fact);
  if (!kind) return String(unknownToo);
  if (unknownToo && kind.absent !== 'no') return 'true';
  const singles = singleComparisons(condition).map((single) => {
    const isLoose = unknownToo && (single.notOlderThan || single.within);
    return isLoose
      ? statedSql(kind, 'true', ever)
      : statedSql(kind, passesSql(single, kind, ever), ever);
  });
  return `(${singles.join(' and ')})`;
}

/** Time alone turns what a date says, and the place of a grantor is another one on other days. */
function passesSql(condition: FactCondition, kind: FactKind, ever: Ever): string {
  const { grantor, grantors, concepts, from: day } = ever;
  const { elapsed: _, ...timeless } = condition;
  const isPlaced = typeof grantor === 'string';
  const asked = isPlaced ? timeless : { ...timeless, within: undefined };
  const givenIn = isPlaced ? { territory: grantors.territoryOf(grantor) } : {};
  const accepted = acceptedValues(asked, kind, { day, concepts, givenIn, municipalities: [] });
  return 'values' in accepted ? valueSql(accepted.values) : 'true';
}

function statedSql({ code }: FactKind, test: string, { rows }: Ever): string {
  return `person.person_id in (select f.person_id from persons.known_facts f
    where f.kind = ${quote(code)} and ${test} and ${rows('f.person_id')})`;
}

function groupSql(group: string, { rows }: Ever): string {
  return `person.person_id in (select f.person_id from entitlements.person_groups f
    where f.code = ${quote(group)} and ${rows('f.person_id')})`;
}

function relationSql(relation: string, { rows }: Ever): string {
  return `person.person_id in (select r.person_id from persons.known_relations r
    where r.relation = ${quote(relation)} and ${rows('r.person_id')})`;
}

/** One of the days at least, if so many are needed. */
function heldSql({ held }: HeldCondition, ever: Ever): string {
  if ('group' in held) return groupSql(held.group, ever);
  return ever.unknownToo ? 'true' : factSql(held, ever);
}

/** Ages only grow: who is too old on the first day stays so, and who is too young on the last was. */
function ageSql({ age }: AgeCondition, { from, to }: Ever): string {
  const limits: string[] = [];
  if (age.below !== undefined) {
    limits.push(`person.birth_date >= ${quote(firstBirthUnder(age.below, age, from))}`);
  }
  if (age.from !== undefined && to !== undefined) {
    limits.push(`person.birth_date < ${quote(firstBirthUnder(age.from, age, to))}`);
  }
  return limits.length > 0 ? `(${limits.join(' and ')})` : 'true';
}
