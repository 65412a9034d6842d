import { isIPv6 } from 'node:net';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { CHARACTERS } from './grammar/characters.ts';
import { CONTEXT_FRAGMENTS } from './grammar/context-fragments.ts';
import { EXPRESSIONS, METHOD_CALLS } from './grammar/expressions.ts';
import { EXTENSIONS } from './grammar/extensions.ts';
import { HEADERS } from './grammar/headers.ts';
import { LITERALS } from './grammar/literals.ts';
import { NAMES } from './grammar/names.ts';
import { compileRule, type Matcher, type Run } from './grammar/notation.ts';
import { OPTIONS } from './grammar/options.ts';
import { PATHS } from './grammar/paths.ts';

/** A part of a text that a rule matched, with the parts that it is made of, in their order. */
export interface Parsed {
  rule: string;
  start: number;
  end: number;
  parts: readonly Parsed[];
}

/** For rules of names: the only texts that they match. A rule that is not here matches any name. */
export type NameLists = Readonly<Record<string, readonly string[]>>;

const TEXT_LENGTH_MAX = 65_536;
const DEPTH_MAX = 100;

/** Any name could be one, so that nothing else would be a name. */
const NONE_UNLESS_LISTED: NameLists = { customAggregate: [] };

interface TreeRun extends Run {
  readonly names: NameLists;
  readonly memory: Map<string, Map<number, Parsed | null>>;
  parts: Parsed[];
  depth: number;
}

/**
 * Where the text can nest. What such a rule finds at a place is kept, so that every place is read once
 * by each: the time follows the length. Their depth is bounded, so the stack is.
 */
const NESTING = new Set([
  ...['commonExpr', 'term', 'memberExpr', 'functionExpr', 'annotationExpr', 'arrayOrObject'],
  ...['collectionNavigationExpr', 'collectionNavNoCastExpr', 'collectionPathExpr'],
  ...['keyPredicate', 'propertyPath', 'collectionNavigation', 'singleNavigation', 'boundOperation'],
  ...['expandPath', 'selectProperty', 'searchTerm', 'geoLiteral', 'contextPropertyPath'],
  ...['selectListProperty', 'selectList', 'containmentNavigation', 'namespace'],
  ...[
    'applyExpr',
    'applyTrafo',
    'preservingTrafo',
    'hierarchyTrafo',
    'aggregateFrom',
    'customFrom',
  ],
  ...['aggrPropPath', 'aggrPrimPath', 'snglPropPath', 'snglPrimPath', 'nestPropPath'],
]);

const SECTIONS = [
  PATHS,
  OPTIONS,
  CONTEXT_FRAGMENTS,
  EXPRESSIONS,
  EXTENSIONS,
  NAMES,
  LITERALS,
  HEADERS,
];
const RULES = compileRules();
const RULES_IN_ANY_CASE = new Map([...RULES.keys()].map((name) => [name.toLowerCase(), name]));

/**
 * Reads a text as one rule of the grammar of OData 4.01 (OASIS, "OData ABNF Construction Rules", with the
 * extensions for aggregation and temporal data), by its name there in any case: `odataUri`, `filter`,
 * `commonExpr` … Percent-encoded as addresses are.
 *
 * Refuses with `odata-malformed`, which tells the place (`at`, characters from 0) that was reached and
 * what could have stood there; with `odata-too-long`, and with `odata-too-deep`.
 */
export function parseOdata(rule: string, text: string, names: NameLists = {}): Parsed {
  const name = RULES_IN_ANY_CASE.get(rule.toLowerCase());
  const matcher = name === undefined ? undefined : RULES.get(name);
  if (!matcher) throw new RangeError(`The grammar of OData has no rule ${rule}.`);
  if (text.length > TEXT_LENGTH_MAX) {
    throw new Refusal('odata-too-long', { lengthMax: TEXT_LENGTH_MAX });
  }
  const run: TreeRun = {
    text,
    rules: RULES,
    names: { ...NONE_UNLESS_LISTED, ...names },
    memory: new Map(),
    parts: [],
    depth: 0,
    farthest: 0,
    expected: new Set<string>(),
  };
  const end = matcher(run, 0);
  const [parsed] = run.parts;
  if (end === text.length) {
    return parsed && parsed.rule === name ? parsed : { rule, start: 0, end, parts: run.parts };
  }
  throw new Refusal('odata-malformed', { at: run.farthest, expected: [...run.expected] });
}

function compileRules(): Map<string, Matcher> {
  const rules = new Map<string, Matcher>();
  for (const [name, notation] of Object.entries({ ...CHARACTERS, ...METHOD_CALLS })) {
    rules.set(name, compileRule(name, notation));
  }
  rules.set('IPv6address', matchIpv6);
  for (const [name, notation] of SECTIONS.flatMap((section) => Object.entries(section))) {
    const matcher = compileRule(name, notation);
    rules.set(name, NESTING.has(name) ? remembered(name, matcher) : kept(name, matcher));
  }
  return rules;
}

const NOTHING: readonly Parsed[] = [];

/** Puts what a rule matched among the parts of the rule around it. */
function kept(name: string, matcher: Matcher): Matcher {
  return (plain, at) => {
    const run = plain as TreeRun;
    const before = run.parts.length;
    const end = matcher(run, at);
    if (end < 0 || !isNamed(run, name, at, end)) {
      run.parts.length = before;
      return -1;
    }
    const parts = run.parts.length === before ? NOTHING : run.parts.splice(before);
    run.parts.push({ rule: name, start: at, end, parts });
    return end;
  };
}

function remembered(name: string, matcher: Matcher): Matcher {
  const read = kept(name, matcher);
  return (plain, at) => {
    const run = plain as TreeRun;
    const places = run.memory.get(name) ?? new Map<number, Parsed | null>();
    run.memory.set(name, places);
    const known = places.get(at);
    if (known === null) return -1;
    if (known !== undefined) {
      run.parts.push(known);
      return known.end;
    }
    run.depth += 1;
    if (run.depth > DEPTH_MAX) throw new Refusal('odata-too-deep', { at });
    const end = read(run, at);
    run.depth -= 1;
    places.set(at, end < 0 ? null : (run.parts.at(-1) ?? null));
    return end;
  };
}

function isNamed(run: TreeRun, name: string, start: number, end: number): boolean {
  const list = Object.hasOwn(run.names, name) ? run.names[name] : undefined;
  return list === undefined || list.includes(run.text.slice(start, end));
}

function matchIpv6({ text }: Run, at: number): number {
  const [written = ''] = /^[0-9A-Fa-f:.]+/.exec(text.slice(at, at + 45)) ?? [];
  return isIPv6(written) ? at + written.length : -1;
}
