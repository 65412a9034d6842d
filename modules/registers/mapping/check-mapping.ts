import { nearestWord } from '../../../platform/text/near-miss.ts';
import type { TextPath } from '../../../platform/text/text-problem.ts';
import type { FactKind } from '../../classifiers/index.ts';
import { type FieldType, isList } from '../../exchange/index.ts';
import { MANNERS } from '../../persons/index.ts';
import { type FieldOf, fieldFinder, listOf } from './field-finder.ts';
import {
  type DatedRule,
  type FactRule,
  type Mapping,
  type MappingBasis,
  personField,
  type RelationRule,
  type RepresentativeRule,
  type WrittenValue,
} from './mapping.ts';
import type { MappingFinding } from './mapping-problem.ts';

/** What the schema cannot say: fields that are there and fit, kinds and codes that there are. */
export function checkMapping(mapping: Mapping, basis: MappingBasis): MappingFinding[] {
  return new Check(mapping, basis).run();
}

const TYPES_OF_KIND: Readonly<Record<FactKind['type'], readonly FieldType[]>> = {
  code: ['text'],
  codes: ['text'],
  integer: ['integer'],
  boolean: ['boolean'],
  money: ['decimal'],
  date: ['day'],
};

class Check {
  private readonly findings: MappingFinding[] = [];
  private readonly mapping: Mapping;
  private readonly basis: MappingBasis;

  constructor(mapping: Mapping, basis: MappingBasis) {
    this.mapping = mapping;
    this.basis = basis;
  }

  run(): MappingFinding[] {
    this.checkSubject();
    const { facts, households, relations, representatives } = this.mapping;
    for (const [index, rule] of facts.entries()) this.checkFacts(rule, ['facts', index]);
    for (const [index, rule] of relations.entries()) this.checkRelation(rule, ['relations', index]);
    for (const [index, rule] of households.entries()) {
      const path = ['households', index];
      const fieldOf = this.checkDated(rule, path);
      if (!fieldOf) continue;
      this.checkField(fieldOf, { name: rule.number, types: ['text'], path: [...path, 'number'] });
    }
    for (const [index, rule] of representatives.entries()) {
      this.checkRepresentative(rule, ['representatives', index]);
    }
    return this.findings;
  }

  private checkSubject(): void {
    const { person, household, organisation } = this.mapping;
    const { facts, households, relations, representatives } = this.mapping;
    const subjects = [person, household, organisation].filter((one) => one !== undefined);
    const further = households.length + relations.length;
    const tooMuch = person === undefined && further + (organisation ? facts.length : 0) > 0;
    const ofNothing = organisation === undefined && representatives.length > 0;
    if (subjects.length !== 1 || tooMuch || ofNothing) {
      this.findings.push({ code: 'mapping-subject-wrong', path: [] });
      return;
    }
    const ofRecord = this.fieldOf(undefined);
    const texts = (names: Record<string, string | undefined>, path: TextPath) => {
      for (const [role, name] of Object.entries(names)) {
        if (name) this.checkField(ofRecord, { name, types: ['text'], path: [...path, role] });
      }
    };
    if (person !== undefined) this.checkPerson(person);
    else if (household !== undefined) {
      this.checkField(ofRecord, { name: household, types: ['text'], path: ['household'] });
      this.checkKey(household, ['household']);
    } else if (organisation) {
      const { code, registrationNumber, territory, name, kind } = organisation;
      const path = ['organisation'];
      texts({ code, registrationNumber, territory }, path);
      texts({ ...name }, [...path, 'name']);
      // What is deleted must tell whom nobody represents any more.
      if (representatives.length > 0) {
        this.checkKey(registrationNumber, [...path, 'registrationNumber']);
      }
      if (typeof kind === 'string') texts({ kind }, path);
      else if ('field' in kind) texts({ field: kind.field }, [...path, 'kind']);
    }
  }

  private checkPerson(person: NonNullable<Mapping['person']>): void {
    const ofRecord = this.fieldOf(undefined);
    const check = (name: string | undefined, type: FieldType, path: TextPath) => {
      if (name) this.checkField(ofRecord, { name, types: [type], path });
    };
    const name = personField(this.mapping) ?? '';
    const path = typeof person === 'string' ? ['person'] : ['person', 'code'];
    check(name, 'personal-code', path);
    this.checkKey(name, path);
    if (typeof person === 'string') return;
    check(person.formerCode, 'personal-code', ['person', 'formerCode']);
    check(person.birth, 'day', ['person', 'birth']);
    check(person.death, 'day', ['person', 'death']);
    for (const [index, one] of person.name.entries()) {
      check(one, 'text', ['person', 'name', index]);
    }
  }

  private checkKey(name: string, path: TextPath): void {
    const { key } = this.basis.definition;
    if (key.length === 1 && key[0] === name) return;
    this.findings.push({ code: 'mapping-key-unfit', path, found: name, expected: key });
  }

  private checkFacts(rule: FactRule, path: TextPath): void {
    const fieldOf = this.checkDated(rule, path);
    if (!fieldOf) return;
    for (const [code, value] of Object.entries(rule.states)) {
      const kind = this.kindOf(code);
      const here = [...path, 'states', code];
      if (kind) this.checkValue(value, kind, { fieldOf, path: here });
      else this.unknownKind(code, here);
    }
    const { otherwise } = rule;
    if (!otherwise) return;
    const [[code, value] = ['', ''], ...more] = Object.entries(rule.states);
    const here = [...path, 'otherwise'];
    const isFixed = typeof value === 'object' && 'is' in value;
    if (!rule.each || more.length > 0 || !isFixed) {
      this.findings.push({ code: 'mapping-otherwise-unfit', path: here });
    }
    const ofRecord = this.fieldOf(undefined);
    const since = { name: otherwise.since, types: ['day'] as const, path: [...here, 'since'] };
    this.checkField(ofRecord, since);
    const kind = this.kindOf(code);
    if (kind) this.checkFixed(otherwise.is, kind, [...here, 'is']);
  }

  private checkRelation(rule: RelationRule, path: TextPath): void {
    const fieldOf = this.checkDated(rule, path);
    if (!fieldOf) return;
    const { of, by } = rule;
    if ((of === undefined) === (by === undefined)) {
      this.findings.push({ code: 'mapping-end-twice', path, expected: ['of', 'by'] });
    }
    for (const [role, name] of Object.entries({ of, by })) {
      if (name === undefined) continue;
      this.checkField(fieldOf, { name, types: ['personal-code'], path: [...path, role] });
    }
  }

  private checkRepresentative(rule: RepresentativeRule, path: TextPath): void {
    const fieldOf = this.checkDated(rule, path);
    if (!fieldOf) return;
    const { by, manner } = rule;
    this.checkField(fieldOf, { name: by, types: ['personal-code'], path: [...path, 'by'] });
    const here = [...path, 'manner'];
    const name = typeof manner === 'string' ? manner : 'field' in manner ? manner.field : undefined;
    if (name !== undefined) this.checkField(fieldOf, { name, types: ['text'], path: here });
    if (typeof manner === 'string') return;
    for (const value of 'is' in manner ? [manner.is] : Object.values(manner.codes)) {
      if (MANNERS.some((one) => one === value)) continue;
      const found = String(value);
      this.findings.push({ code: 'mapping-value-unfit', path: here, found, expected: MANNERS });
    }
  }

  private checkDated(rule: DatedRule, path: TextPath): FieldOf | undefined {
    const { each, when = {}, from, until, through } = rule;
    if (each !== undefined && !listOf(this.basis.definition, each)) {
      const lists = this.basis.definition.fields.filter(isList).map(({ name }) => name);
      this.unknownField(each, lists, [...path, 'each']);
      // What stands in its rows cannot be judged.
      return undefined;
    }
    const fieldOf = this.fieldOf(each);
    for (const name of Object.keys(when)) {
      const types = ['text', 'integer', 'boolean'] as const;
      this.checkField(fieldOf, { name, types, path: [...path, 'when', name] });
    }
    for (const [role, name] of Object.entries({ from, until, through })) {
      if (name !== undefined) {
        this.checkField(fieldOf, { name, types: ['day'], path: [...path, role] });
      }
    }
    if (until !== undefined && through !== undefined) {
      const expected = ['until', 'through'];
      this.findings.push({ code: 'mapping-end-twice', path: [...path, 'through'], expected });
    }
    return fieldOf;
  }

  private checkValue(
    value: WrittenValue,
    kind: FactKind,
    { fieldOf, path }: { fieldOf: FieldOf; path: TextPath },
  ): void {
    if (typeof value === 'string') {
      this.checkField(fieldOf, { name: value, types: TYPES_OF_KIND[kind.type], path });
    } else if ('is' in value) {
      this.checkFixed(value.is, kind, [...path, 'is']);
    } else {
      const types = ['text', 'integer', 'boolean'] as const;
      this.checkField(fieldOf, { name: value.field, types, path: [...path, 'field'] });
      for (const [code, own] of Object.entries(value.codes)) {
        this.checkFixed(own, kind, [...path, 'codes', code]);
      }
    }
  }

  private checkFixed(value: string | number | boolean, kind: FactKind, path: TextPath): void {
    const found = String(value);
    const isCode = kind.type === 'code' || kind.type === 'codes';
    if (!isCode && !(kind.type === 'boolean' && typeof value === 'boolean')) {
      this.findings.push({ code: 'mapping-value-unfit', path, found, expected: [kind.type] });
    } else if (isCode && kind.scheme && !this.basis.classifiers.has(kind.scheme, found)) {
      this.findings.push({ code: 'mapping-code-unknown', path, found });
    }
  }

  private checkField(
    fieldOf: FieldOf,
    { name, types, path }: { name: string; types: readonly FieldType[]; path: TextPath },
  ): void {
    const field = fieldOf.find(name);
    if (!field) this.unknownField(name, fieldOf.names, path);
    else if (isList(field) || !types.includes(field.type)) {
      this.findings.push({ code: 'mapping-field-unfit', path, found: name, expected: types });
    }
  }

  private unknownField(name: string, names: readonly string[], path: TextPath): void {
    const suggestion = nearestWord(name, names);
    const code = 'mapping-field-unknown';
    this.findings.push({ code, path, found: name, expected: names, suggestion });
  }

  private unknownKind(code: string, path: TextPath): void {
    const own = this.basis.classifiers.factKinds
      .filter(({ register }) => register === this.mapping.register)
      .map((kind) => kind.code);
    const suggestion = nearestWord(code, own);
    const problem = 'mapping-kind-unknown';
    this.findings.push({
      code: problem,
      path,
      atKey: true,
      found: code,
      expected: own,
      suggestion,
    });
  }

  private kindOf(code: string): FactKind | undefined {
    const kind = this.basis.classifiers.factKind(code);
    const of = this.mapping.household === undefined ? 'person' : 'household';
    return kind?.register === this.mapping.register && kind.of === of ? kind : undefined;
  }

  private fieldOf(each: string | undefined): FieldOf {
    return fieldFinder(this.basis.definition, each);
  }
}
