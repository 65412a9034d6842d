import type { FactKind } from '../modules/classifiers/fact-kind.ts';
import type { Classifiers } from '../modules/classifiers/index.ts';
import type { Period, PersonFacts } from '../modules/persons/person-facts.ts';
import { RELATIONS } from '../modules/reliefs/condition.ts';
import type { QuotaMeasure } from '../modules/reliefs/instruction/quota-measure.ts';
import { addDays } from '../platform/clock/day.ts';
import { readEuros } from './case-table.ts';

/** A person of a case: what registers know, what is shown at the till, what is used already. */
export interface CasePerson {
  facts: PersonFacts;
  meansKind: string;
  /** Used of every quota of a relief, by measure and its code. */
  used: Record<QuotaMeasure, Map<string, number>>;
  /** Codes of reliefs that were used on the day already. */
  usedToday: Set<string>;
  budgetLeftCents: Map<string, number>;
  points: number;
}

const DAY = '\\d{4}-\\d{2}-\\d{2}';
const DAY_ALONE = new RegExp(`^${DAY}$`);
const PERIOD = new RegExp(`^(.*?)(?: from (${DAY}))?(?: through (${DAY}))?$`);
const RELATED = new RegExp(
  `^(?:(\\d+) × )?(${RELATIONS.join('|')}) born (${DAY})(?: died (${DAY}))?(?: \\((.*)\\))?$`,
);
const ALWAYS = '1900-01-01';

/** Reads the words for a person. Throws for a word that is not of the vocabulary. */
export function readCasePerson(text: string, classifiers: Classifiers): CasePerson {
  const person: CasePerson = {
    facts: noFacts('recipient', ALWAYS),
    meansKind: 'eid-card',
    used: { units: new Map(), uses: new Map(), cents: new Map() },
    usedToday: new Set(),
    budgetLeftCents: new Map(),
    points: 0,
  };
  for (const clause of text.split(';').map((part) => part.trim())) {
    if (!readMatter(clause, person, classifiers)) readKnown(clause, person.facts, classifiers);
  }
  if (person.facts.birthDate === ALWAYS) throw new Error(`“${text}” does not say when born.`);
  return person;
}

function noFacts(personId: string, birthDate: string): PersonFacts {
  return {
    personId,
    birthDate,
    deathDate: null,
    householdId: null,
    facts: [],
    groups: [],
    related: [],
  };
}

/** What is not from a register: the means, and what is used. */
function readMatter(clause: string, person: CasePerson, classifiers: Classifiers): boolean {
  const [, means] = /^means (\S+)$/.exec(clause) ?? [];
  const [, used, units] = /^used (\S+) (\d+)$/.exec(clause) ?? [];
  const [, usedOften, uses] = /^used (\S+) (\d+) times?$/.exec(clause) ?? [];
  const [, usedMoney, euros] = /^used (\S+) (\d+\.\d{2})$/.exec(clause) ?? [];
  const [, today] = /^used (\S+) today$/.exec(clause) ?? [];
  const [, budget, left] = /^budget left (\S+) (\S+)$/.exec(clause) ?? [];
  const [, points] = /^points (\d+)$/.exec(clause) ?? [];
  if (means) {
    if (!classifiers.has('means-kinds', means)) throw new Error(`No means “${means}”.`);
    person.meansKind = means;
  } else if (used) person.used.units.set(used, Number(units));
  else if (usedOften) person.used.uses.set(usedOften, Number(uses));
  else if (usedMoney) person.used.cents.set(usedMoney, readEuros(euros ?? ''));
  else if (today) person.usedToday.add(today);
  else if (budget) person.budgetLeftCents.set(budget, readEuros(left ?? ''));
  else if (points) person.points = Number(points);
  else return false;
  return true;
}

function readKnown(clause: string, into: PersonFacts, classifiers: Classifiers): void {
  const [, birthDate] = new RegExp(`^born (${DAY})$`).exec(clause) ?? [];
  if (birthDate) {
    into.birthDate = birthDate;
    return;
  }
  const [, words = '', from = ALWAYS, through] = PERIOD.exec(clause) ?? [];
  const period: Period = { from, to: through === undefined ? null : addDays(through, 1) };
  const [, group] = /^member of (\S+)$/.exec(words) ?? [];
  const related = RELATED.exec(words);
  if (group) into.groups.push({ code: group, period });
  else if (related) addRelated(related, { into, period, classifiers });
  else addFact(words, { into, period, classifiers });
}

function addRelated(
  match: RegExpExecArray,
  { into, period, classifiers }: { into: PersonFacts; period: Period; classifiers: Classifiers },
): void {
  const [, times = '1', word, born = '', died, inner] = match;
  const relation = RELATIONS.find((one) => one === word);
  if (!relation) throw new Error(`No relation “${word}”.`);
  for (let count = 0; count < Number(times); count++) {
    const person = noFacts(`related-${into.related.length + 1}`, born);
    person.deathDate = died ?? null;
    for (const clause of inner?.split(',') ?? []) readKnown(clause.trim(), person, classifiers);
    into.related.push({ relation, period, person });
  }
}

function addFact(
  words: string,
  { into, period, classifiers }: { into: PersonFacts; period: Period; classifiers: Classifiers },
): void {
  const [first = '', second = ''] = words === 'employed' ? ['employed', 'yes'] : words.split(' ');
  const [code, text] = words === 'not employed' ? ['employed', 'no'] : [first, second];
  const kind = classifiers.factKind(code);
  if (!kind || text === '') throw new Error(`“${words}” is not a word of the case tables.`);
  if (kind.scheme && !classifiers.has(kind.scheme, text)) {
    throw new Error(`“${text}” is not of the scheme ${kind.scheme}.`);
  }
  const id = `${into.personId}-${into.facts.length + 1}`;
  into.facts.push({
    id,
    kind: code,
    value: readValue(text, kind.type),
    register: kind.register,
    period,
  });
}

function readValue(text: string, type: FactKind['type']): string | number {
  if (type === 'code' || type === 'codes') return text;
  if (type === 'money') return readEuros(text);
  if (type === 'date' && DAY_ALONE.test(text)) return text;
  if (type === 'integer' && /^\d+$/.test(text)) return Number(text);
  if (type === 'boolean' && (text === 'yes' || text === 'no')) return text === 'yes' ? 1 : 0;
  throw new Error(`“${text}” is not a value of the type ${type}.`);
}
