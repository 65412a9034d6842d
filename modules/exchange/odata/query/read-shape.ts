import { Refusal } from '../../../../platform/errors/refusal.ts';
import type { Field, ListField } from '../../definition.ts';
import { bothOf, type Expression } from '../expression/expression.ts';
import { ExpressionMaker } from '../expression/make-expression.ts';
import { Scope } from '../expression/scope.ts';
import type { NameLists, Parsed } from '../parse-odata.ts';
import { EVERY_ROW, type Order, type RowsShape, type Shape } from './query.ts';
import { readSearch } from './read-search.ts';

/** Each more nests the condition of the next page. */
const ORDERS_MAX = 16;

type Places = { names: NameLists; scope: Scope };

/** Reads what is to be shown: `$select` and `$expand`, and the same inside of nested lists. */
export class ShapeReader {
  private readonly scope: Scope;
  private readonly fields: readonly Field[];
  private readonly computed: ReadonlyMap<string, Expression>;
  private names: Set<string> | undefined;
  private readonly lists = new Map<string, RowsShape>();

  constructor(
    scope: Scope,
    fields: readonly Field[],
    computed: ReadonlyMap<string, Expression> = new Map(),
  ) {
    this.scope = scope;
    this.fields = fields;
    this.computed = computed;
  }

  get shape(): Shape {
    return { names: this.names, computed: this.computed, lists: this.lists };
  }

  /** Of a parsed `select`. */
  select(parsed: Parsed, text: string, names: NameLists): void {
    const selected = new Set<string>();
    for (const item of parsed.parts) {
      const [property] = item.parts;
      if (!property) for (const { name } of this.fields) selected.add(name);
      else selected.add(this.selectProperty(property, text, names));
    }
    this.names = selected;
  }

  private selectProperty(property: Parsed, text: string, names: NameLists): string {
    const name = nameOf(property, text);
    const [what, ...more] = property.parts;
    if (property.rule !== 'selectProperty' || !what) throw this.scope.unknown(name);
    if (what.rule === 'primitiveProperty') {
      if (!this.computed.has(name) && !this.scope.isList(name, 0)) this.scope.value(name, 0);
      return name;
    }
    const { list } = this.scope.list(name, 0);
    const [next] = more;
    const isPath = next?.rule === 'selectProperty';
    const rows = this.rowsReader(list);
    if (isPath) {
      const inner = rows.selectProperty(next, text, names);
      rows.names = new Set([...(this.lists.get(name)?.names ?? []), inner]);
      this.lists.set(name, { ...EVERY_ROW, ...rows.shape });
    } else if (more.length > 0) this.lists.set(name, rows.nested(more, text, names));
    return name;
  }

  /** Of a parsed `expand`. */
  expand(parsed: Parsed, text: string, names: NameLists): void {
    for (const item of parsed.parts) {
      const [path] = item.parts;
      const [property, ...more] = path?.parts ?? [];
      // A star: all nested lists, which are shown anyway.
      if (!property && text.charAt(item.start) === '*') continue;
      if (!property) throw new Refusal('odata-not-supported', { what: '$expand=$value' });
      const name = text.slice(property.start, property.end);
      if (property.rule === 'streamProperty') throw this.scope.unknown(name, 0);
      const what = more.find(({ rule }) => rule === 'ref' || rule === 'count');
      if (property.rule !== 'navigationProperty' || what) {
        throw new Refusal('odata-not-supported', {
          what: `$expand: ${what?.rule ?? property.rule}`,
        });
      }
      this.names?.add(name);
      const { list } = this.scope.list(name, 0);
      if (more.length > 0) this.lists.set(name, this.rowsReader(list).nested(more, text, names));
    }
  }

  /** Of a parsed `orderby`. */
  orders(parsed: Parsed, text: string, { names, scope }: Places): Order[] {
    const maker = new ExpressionMaker(text, names);
    if (parsed.parts.length > ORDERS_MAX) {
      throw new Refusal('odata-too-deep', { ordersMax: ORDERS_MAX });
    }
    return parsed.parts.map((item) => {
      const [common] = item.parts;
      if (!common) throw new Refusal('odata-not-supported', { what: '$orderby' });
      const isDescending = /desc$/i.test(text.slice(common.end, item.end));
      return { by: maker.makeValue(common, scope), isDescending };
    });
  }

  private rowsReader(list: ListField): ShapeReader {
    const { isPersonal } = this.scope.list(list.name, 0);
    const { now, aliases } = this.scope;
    return new ShapeReader(Scope.of(list.list, { now, aliases, isPersonal }), list.list);
  }

  /** The options in parentheses after the name of a list, about its rows. */
  private nested(options: readonly Parsed[], text: string, names: NameLists): RowsShape {
    let rows = EVERY_ROW;
    const { scope } = this;
    for (const option of options.map(innermost)) {
      const value = text.slice(text.indexOf('=', option.start) + 1, option.end);
      const [part = option] = option.parts;
      if (option.rule === 'select') this.select(option, text, names);
      else if (option.rule === 'expand') this.expand(option, text, names);
      else if (option.rule === 'filter') {
        const where = new ExpressionMaker(text, names).makeCondition(part, scope);
        rows = { ...rows, where: bothOf(rows.where, where) };
      } else if (option.rule === 'search') {
        rows = { ...rows, where: bothOf(rows.where, readSearch(option, text, scope)) };
      } else if (option.rule === 'orderby') {
        rows = { ...rows, orders: this.orders(option, text, { names, scope }) };
      } else if (option.rule === 'skip') rows = { ...rows, skip: Number(value) };
      else if (option.rule === 'top') rows = { ...rows, top: Number(value) };
      else if (option.rule === 'inlinecount') {
        rows = { ...rows, isCounted: value.toLowerCase() === 'true' };
      } else throw new Refusal('odata-not-supported', { what: `$${option.rule}` });
    }
    return { ...rows, ...this.shape };
  }
}

const WRAPPERS = new Set(['selectOption', 'selectOptionPC', 'expandOption', 'expandRefOption']);

/** The option itself, inside the rules that say where it may stand. */
function innermost(option: Parsed): Parsed {
  const isWrapper = WRAPPERS.has(option.rule) || option.rule === 'expandCountOption';
  const [inner] = option.parts;
  return isWrapper && inner ? innermost(inner) : option;
}

function nameOf({ start, end }: Parsed, text: string): string {
  return /^\w*/.exec(text.slice(start, end))?.[0] ?? '';
}
