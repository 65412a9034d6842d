import { Refusal } from '../../../../platform/errors/refusal.ts';
import { nearestWord } from '../../../../platform/text/near-miss.ts';
import { type Field, fieldsByName, isList, isPersonal, type ListField } from '../../definition.ts';
import type { NameLists } from '../parse-odata.ts';
import type { Expression, ExpressionType } from './expression.ts';

/** The record, or the row of a nested list that a variable stands for. */
interface Level {
  variable: string | undefined;
  fields: ReadonlyMap<string, Field>;
  /** Kept encrypted as a whole, with all that is in it. */
  isPersonal: boolean;
}

const TYPES: Readonly<Record<string, ExpressionType>> = { 'personal-code': 'text' };

/** What names mean at a place of an expression. */
export class Scope {
  private readonly levels: readonly Level[];
  /** Of names that stand alone. */
  private readonly own: number;
  readonly now: Date;
  private readonly computed: ReadonlyMap<string, Expression>;
  /** Texts of parameter aliases, by their name without `@`. */
  readonly aliases: ReadonlyMap<string, string>;

  private constructor(
    levels: readonly Level[],
    own: number,
    shared: Pick<Scope, 'now' | 'aliases'> & { computed: ReadonlyMap<string, Expression> },
  ) {
    this.levels = levels;
    this.own = own;
    this.now = shared.now;
    this.computed = shared.computed;
    this.aliases = shared.aliases;
  }

  /** Of a record, or of a row by itself, with these fields. */
  static of(
    fields: readonly Field[],
    shared: { now: Date; aliases?: ReadonlyMap<string, string>; isPersonal?: boolean },
  ): Scope {
    const { now, aliases = new Map(), isPersonal: whole = false } = shared;
    const level = { variable: undefined, fields: fieldsByName({ fields }), isPersonal: whole };
    return new Scope([level], 0, { now, aliases, computed: new Map() });
  }

  /** With names for computed values. */
  with(computed: ReadonlyMap<string, Expression>): Scope {
    return new Scope(this.levels, this.own, { ...this.shared(), computed });
  }

  /** Inside a list of a level: its row has a variable, or else names that stand alone are its own. */
  inside(list: ListField, level: number, variable: string | undefined): Scope {
    const whole = (this.levels[level]?.isPersonal ?? false) || isPersonal(list);
    const row = { variable, fields: fieldsByName({ fields: list.list }), isPersonal: whole };
    const own = variable === undefined ? this.levels.length : this.own;
    return new Scope([...this.levels, row], own, this.shared());
  }

  private shared() {
    return { now: this.now, aliases: this.aliases, computed: this.computed };
  }

  get depth(): number {
    return this.levels.length;
  }

  /** The level of `$it`, of `$this`, or of a variable. */
  levelOf(name: string): number | undefined {
    if (name === '$it') return 0;
    if (name === '$this') return this.own;
    const level = this.levels.findLastIndex(({ variable }) => variable === name);
    return level < 0 ? undefined : level;
  }

  /** A field with a value, or what is computed under the name. Refuses with `odata-field-unknown`. */
  value(name: string, level = this.own): Expression {
    const computed = level === 0 ? this.computed.get(name) : undefined;
    if (computed) return computed;
    const field = this.field(name, level);
    if (isList(field)) throw new Refusal('odata-type-wrong', { at: name, types: ['list'] });
    const type = TYPES[field.type] ?? (field.type as ExpressionType);
    const whole = this.levels[level]?.isPersonal || isPersonal(field);
    return { kind: 'field', type, level, name, isPersonal: whole };
  }

  /** Whether a field holds personal codes, which are written in two ways. */
  isCode(expression: Expression): boolean {
    if (expression.kind !== 'field') return false;
    const field = this.levels[expression.level]?.fields.get(expression.name);
    return field !== undefined && !isList(field) && field.type === 'personal-code';
  }

  /** Whether a name is that of a nested list: on another level it may be another thing. */
  isList(name: string, level = this.own): boolean {
    const field = this.levels[level]?.fields.get(name);
    return field !== undefined && isList(field);
  }

  /** A nested list. Refuses with `odata-field-unknown`. */
  list(name: string, level = this.own): { list: ListField; level: number; isPersonal: boolean } {
    const field = this.field(name, level);
    if (!isList(field)) throw new Refusal('odata-type-wrong', { at: name, types: [field.type] });
    const whole = (this.levels[level]?.isPersonal ?? false) || isPersonal(field);
    return { list: field, level, isPersonal: whole };
  }

  /** Refuses a name that is not there, with the one most likely meant. */
  unknown(name: string, level = this.own): Refusal {
    const names = [...(this.levels[level]?.fields.keys() ?? [])];
    return new Refusal('odata-field-unknown', { name, suggestion: nearestWord(name, names) });
  }

  /** The open texts of a level, among which is searched. */
  openTexts(): string[] {
    const level = this.levels[this.own];
    return [...(level?.fields.values() ?? [])].flatMap((field) =>
      !isList(field) && field.type === 'text' && !isPersonal(field) ? [field.name] : [],
    );
  }

  get ownLevel(): number {
    return this.own;
  }

  private field(name: string, level: number): Field {
    const field = this.levels[level]?.fields.get(name);
    if (!field) throw this.unknown(name, level);
    return field;
  }
}

/** What the grammar has to know of a definition: which names are lists, and which have values. */
export function grammarNames(fields: readonly Field[], computed: Iterable<string> = []): NameLists {
  const values = new Set(computed);
  const lists = new Set<string>();
  const collect = (some: readonly Field[]): void => {
    for (const field of some) {
      (isList(field) ? lists : values).add(field.name);
      if (isList(field)) collect(field.list);
    }
  };
  collect(fields);
  return {
    ...NOTHING,
    primitiveNonKeyProperty: [...values],
    complexColProperty: [...lists],
  };
}

/** What data sets do not have. Values of enumerations and `$root` are read, to be refused by name. */
const NOTHING: NameLists = Object.fromEntries(
  [
    'primitiveKeyProperty primitiveColProperty complexProperty streamProperty keyPathLiteral',
    'entityNavigationProperty entityColNavigationProperty entityTypeName complexTypeName',
    'typeDefinitionName customAggregate',
    'action entityFunction entityColFunction complexFunction complexColFunction',
    'primitiveFunction primitiveColFunction',
  ]
    .flatMap((names) => names.split(' '))
    .map((name) => [name, []]),
);
