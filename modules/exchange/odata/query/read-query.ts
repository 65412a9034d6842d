import { createHash } from 'node:crypto';
import { Refusal } from '../../../../platform/errors/refusal.ts';
import type { Definition } from '../../definition.ts';
import { bothOf, type Expression } from '../expression/expression.ts';
import { ExpressionMaker } from '../expression/make-expression.ts';
import { grammarNames, Scope } from '../expression/scope.ts';
import { type NameLists, type Parsed, parseOdata } from '../parse-odata.ts';
import { canonicalText, placeInValue } from './canonical-text.ts';
import type { OptionName, OptionTexts } from './option-texts.ts';
import type { Query } from './query.ts';
import { readSearch } from './read-search.ts';
import { ShapeReader } from './read-shape.ts';

const COMPUTED_MAX = 100;

/** Options that change with every page, and what does not change what is found. */
const NOT_THE_QUESTION = new Set<OptionName>(['skiptoken', 'deltatoken', 'format']);

/**
 * Understands a query against what its asker may see of a data set. Refuses like `parseOdata` (with the
 * option, and the place in its value), with `odata-field-unknown`, `odata-type-wrong` and other codes of
 * OData.
 */
export function readQuery(
  definition: Pick<Definition, 'fields'>,
  { options, aliases }: OptionTexts,
  { now }: { now: Date },
): Query {
  const { fields } = definition;
  const texts = new Map([...aliases].map(([name, value]) => [name, canonicalText(value)]));
  const plain = Scope.of(fields, { now, aliases: texts });
  const computed = readComputed(options, plain, grammarNames(fields));
  const scope = plain.with(computed);
  const names = grammarNames(fields, computed.keys());
  const read = reader(options, names);
  const shapes = new ShapeReader(scope, fields, computed);
  read('select', { action: undefined }, (parsed, text) => shapes.select(parsed, text, names));
  const lists = { ...names, complexColProperty: [], streamProperty: undefined };
  const asNavigation = { ...lists, entityColNavigationProperty: names.complexColProperty };
  read('expand', asNavigation, (parsed, text, given) => shapes.expand(parsed, text, given));
  const filter = read('filter', {}, (parsed, text) =>
    new ExpressionMaker(text, names).makeCondition(first(parsed), scope),
  );
  const search = read('search', {}, (parsed, text) => readSearch(parsed, text, scope));
  return {
    where: bothOf(filter, search),
    orders:
      read('orderby', {}, (parsed, text) => shapes.orders(parsed, text, { names, scope })) ?? [],
    shape: shapes.shape,
    skip: numberOf(read('skip', {}, valueText)) ?? 0,
    top: numberOf(read('top', {}, valueText)),
    isCounted: read('count', {}, valueText)?.toLowerCase() === 'true',
    format: options.get('format'),
    skiptoken: options.get('skiptoken'),
    deltatoken: options.get('deltatoken'),
    digest: digestOf(options, aliases),
  };
}

type Names = Readonly<Record<string, readonly string[] | undefined>>;

/** Parses an option, when it is there, and says of a refusal which one it was. */
function reader(options: OptionTexts['options'], names: NameLists) {
  return <T>(
    option: OptionName,
    changed: Names,
    use: (parsed: Parsed, text: string, names: NameLists) => T,
  ): T | undefined => {
    const value = options.get(option);
    if (value === undefined) return undefined;
    const prefix = `$${option}=`;
    const rule = option === 'count' ? 'inlinecount' : option;
    const quoted = option === 'search' ? searchText(value) : canonicalText(value);
    const text = `${prefix}${quoted}`;
    const given = Object.fromEntries(
      Object.entries({ ...names, ...changed }).filter(([, list]) => list !== undefined),
    ) as NameLists;
    try {
      return use(parseOdata(rule, text, given), text, given);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { at, ...details } = error.details ?? {};
      const place =
        typeof at === 'number' ? { at: placeInValue(quoted, at - prefix.length) } : { at };
      throw new Refusal(error.code, {
        ...details,
        option: `$${option}`,
        ...(at === undefined ? {} : place),
      });
    }
  };
}

/** Apostrophes are letters of words that are searched for. */
function searchText(value: string): string {
  return encodeURIComponent(value).replace(/%(22|28|29|2C|3A|40|2F|3F|24|3D)/g, (code) =>
    decodeURIComponent(code),
  );
}

function readComputed(
  options: OptionTexts['options'],
  scope: Scope,
  names: NameLists,
): ReadonlyMap<string, Expression> {
  const read = reader(options, names);
  const found = read('compute', {}, (parsed, text) => {
    if (parsed.parts.length > COMPUTED_MAX) {
      throw new Refusal('odata-too-deep', { computedMax: COMPUTED_MAX });
    }
    return parsed.parts.map((item): [string, Expression] => {
      const [common, property] = item.parts;
      if (!common || !property) throw new Refusal('odata-not-supported', { what: '$compute' });
      const name = text.slice(property.start, property.end);
      const isTaken = Object.values(names).some((list) => list.includes(name));
      if (isTaken) throw new Refusal('odata-name-taken', { name });
      const maker = new ExpressionMaker(text, names);
      return [name, maker.makeValue(common, scope)];
    });
  });
  return new Map(found);
}

function first(parsed: Parsed): Parsed {
  return parsed.parts[0] ?? parsed;
}

function valueText(_parsed: Parsed, text: string): string {
  return text.slice(text.indexOf('=') + 1);
}

function numberOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Math.min(Number(text), Number.MAX_SAFE_INTEGER);
}

function digestOf(options: OptionTexts['options'], aliases: OptionTexts['aliases']): string {
  const asked = [...options].filter(([name]) => !NOT_THE_QUESTION.has(name));
  const all = [...asked, ...[...aliases].map(([name, value]) => [`@${name}`, value] as const)];
  const sorted = all.sort(([one], [other]) => (one < other ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('base64url').slice(0, 22);
}
