import type { z } from 'zod';
import type { Day } from '../../platform/clock/day.ts';
import type { OrganisationStatement, PersonStatement, RelationKind } from '../persons/index.ts';
import { type ParsedRecord, parseRecord } from './parse-record.ts';

/** A fact as a register's record states it, before the person is known by id. */
export interface StatedFact {
  kind: string;
  value: string | number;
  from: Day;
  to: Day | null;
}

/** A relation to another person, who is known by the code so far. */
export interface StatedRelation {
  kind: RelationKind;
  personalCode: string;
  from: Day;
  to: Day | null;
}

/** All that a record says about one person. */
export interface PersonState {
  /** Only the register of natural persons makes persons known. */
  person?: PersonStatement;
  facts: StatedFact[];
  households?: { number: string; from: Day; to: Day | null }[];
  relations?: StatedRelation[];
}

/** A register of persons: the form of its records, and what a record means. */
export interface PersonRegister {
  kind: 'persons';
  code: string;
  /** Reads one record: refuses what is not in the register's form. */
  parse(record: unknown): ParsedRecord<{ personalCode: string; state: PersonState }>;
  /** The kinds of relations that the register states, and on which side the record's person stands. */
  relations?: { kinds: readonly RelationKind[]; side: 'person' | 'related' };
}

/** A register of organisations. */
export interface OrganisationRegister {
  kind: 'organisations';
  code: string;
  parse(record: unknown): ParsedRecord<OrganisationStatement>;
}

interface PersonRegisterDefinition<Form extends z.ZodType<{ personalCode: string }>> {
  code: string;
  schema: Form;
  state: (record: z.output<Form>) => PersonState;
  relations?: NonNullable<PersonRegister['relations']>;
}

export function definePersonRegister<Form extends z.ZodType<{ personalCode: string }>>(
  definition: PersonRegisterDefinition<Form>,
): PersonRegister {
  return {
    kind: 'persons',
    code: definition.code,
    ...(definition.relations ? { relations: definition.relations } : {}),
    parse: (record) => {
      const parsed = parseRecord(definition.schema, record);
      if (!parsed.ok) return parsed;
      const state = definition.state(parsed.state);
      const { personalCode } = parsed.state;
      return { ok: true, state: { personalCode, state: { ...state, facts: joined(state.facts) } } };
    },
  };
}

export function defineOrganisationRegister<Form extends z.ZodType>(definition: {
  code: string;
  schema: Form;
  state: (record: z.output<Form>) => OrganisationStatement;
}): OrganisationRegister {
  return {
    kind: 'organisations',
    code: definition.code,
    parse: (record) => {
      const parsed = parseRecord(definition.schema, record);
      return parsed.ok ? { ok: true, state: definition.state(parsed.state) } : parsed;
    },
  };
}

/** Neighbouring or overlapping periods of one kind and value become one. */
function joined(facts: readonly StatedFact[]): StatedFact[] {
  const sorted = [...facts].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  const last = new Map<string, StatedFact>();
  const result: StatedFact[] = [];
  for (const fact of sorted) {
    const key = `${fact.kind} ${fact.value}`;
    const before = last.get(key);
    if (before && (before.to === null || fact.from <= before.to)) {
      if (before.to !== null && (fact.to === null || fact.to > before.to)) before.to = fact.to;
      continue;
    }
    const own = { ...fact };
    last.set(key, own);
    result.push(own);
  }
  return result;
}
