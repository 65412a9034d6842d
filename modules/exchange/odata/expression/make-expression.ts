import { Refusal } from '../../../../platform/errors/refusal.ts';
import { type NameLists, type Parsed, parseOdata } from '../parse-odata.ts';
import { bounded, PARTS_MAX } from './bounded.ts';
import { callOf, isNothing, type Made } from './call-of.ts';
import { compare, isComparison, memberOf } from './comparison.ts';
import type { CaseBranch, Expression } from './expression.ts';
import { readLiteral } from './read-literal.ts';
import type { Scope } from './scope.ts';

const ALIASES_DEEP = 8;

/** Functions of the standard about what data sets have not: places, collections of values. */
const NOT_OFFERED = new Set([
  ...['geo.distance', 'geo.length', 'geo.intersects', 'hassubset', 'hassubsequence', 'isdefined'],
]);

/** How close operators bind: unary ones after `in`, before all others. */
const BINDING: Readonly<Record<string, number>> = {
  ...{ or: 1, and: 2, eq: 3, ne: 3, gt: 4, ge: 4, lt: 4, le: 4, add: 5, sub: 5 },
  ...{ mul: 6, div: 6, divby: 6, mod: 6 },
};

/** An operator or operand of a chain, in the order in which they were written. */
type Token =
  | { unary: 'not' | 'negate' }
  | { operand: Expression | Expression[] }
  | { operator: string };

/**
 * Makes the meaning of conditions that were parsed from one text: resolves names, checks types, and gives
 * operators their precedence.
 */
export class ExpressionMaker {
  private readonly text: string;
  private readonly names: NameLists;
  /** What aliases were parsed to: each is, once, however often it stands somewhere. */
  private readonly aliases: Map<string, Parsed>;
  private parts = 0;

  constructor(text: string, names: NameLists, aliases: Map<string, Parsed> = new Map()) {
    this.text = text;
    this.names = names;
    this.aliases = aliases;
  }

  /** Of a condition. Refuses with `odata-type-wrong` when it gives anything else. */
  makeCondition(parsed: Parsed, scope: Scope): Expression {
    return bounded(this.condition(parsed, scope, 0));
  }

  /** Of anything with one value. */
  makeValue(parsed: Parsed, scope: Scope): Expression {
    return bounded(single(this.make(parsed, scope, 0)));
  }

  private condition(parsed: Parsed, scope: Scope, deep: number): Expression {
    const made = single(this.make(parsed, scope, deep));
    if (made.type === 'boolean') return made;
    if (isNothing(made)) return { kind: 'value', type: 'boolean', value: null };
    throw new Refusal('odata-type-wrong', { at: 'condition', types: [made.type] });
  }

  /** Of a `commonExpr` or `boolCommonExpr`. */
  private make(parsed: Parsed, scope: Scope, deep: number): Made {
    const common = parsed.rule === 'commonExpr' ? parsed : (parsed.parts[0] ?? parsed);
    return new ChainReader(this.tokensOf(common, scope, deep), scope).read();
  }

  private tokensOf(common: Parsed, scope: Scope, deep: number): Token[] {
    return common.parts.flatMap((part): Token[] => {
      if (part.rule === 'term') return this.tokensOfTerm(part, scope, deep);
      if (part.rule === 'listCondition') return this.listTokens(part);
      const [operator, term] = part.parts;
      if (!operator || !term) return [];
      return [{ operator: this.wordOf(operator) }, ...this.tokensOfTerm(term, scope, deep)];
    });
  }

  private tokensOfTerm(term: Parsed, scope: Scope, deep: number): Token[] {
    this.parts += 1;
    if (this.parts > PARTS_MAX) throw new Refusal('odata-too-deep', { partsMax: PARTS_MAX });
    const [inner] = term.parts;
    const [nested] = inner?.parts ?? [];
    if (!inner) return [];
    if (inner.rule === 'complement' || inner.rule === 'negation') {
      const unary = inner.rule === 'complement' ? 'not' : 'negate';
      return nested ? [{ unary }, ...this.tokensOfTerm(nested, scope, deep)] : [];
    }
    return [{ operand: this.makeTerm(inner, scope, deep) }];
  }

  private listTokens(condition: Parsed): Token[] {
    const [membership] = condition.parts;
    const [list] = membership?.parts ?? [];
    if (membership?.rule !== 'listMembership' || !list) throw notSupported('has');
    const values = list.parts.map((literal) => this.makeLiteral(literal));
    return [{ operator: 'in' }, { operand: values }];
  }

  private makeTerm(inner: Parsed, scope: Scope, deep: number): Made {
    const [nested] = inner.parts;
    switch (inner.rule) {
      case 'primitiveLiteral':
        return this.makeLiteral(inner);
      case 'parenExpr':
        return nested ? single(this.make(nested, scope, deep)) : [];
      case 'methodCallExpr':
        return this.makeCall(inner, scope, deep);
      case 'firstMemberExpr':
        return this.makeMember(inner, scope, deep);
      case 'castExpr':
      case 'isofExpr':
        return this.makeCast(inner, scope, deep);
      case 'arrayOrObject':
        return this.makeArray(inner, scope, deep);
      case 'rootExpr':
        throw notSupported('$root');
      default:
        throw notSupported(inner.rule);
    }
  }

  private makeLiteral(primitive: Parsed): Expression {
    const [literal] = primitive.parts;
    return readLiteral(literal ?? primitive, this.text);
  }

  private makeArray(parsed: Parsed, scope: Scope, deep: number): Expression[] {
    const [array] = parsed.parts;
    if (array?.rule !== 'array') throw notSupported('object');
    return array.parts.flatMap((value) => {
      const [inner] = value.parts;
      if (value.rule !== 'valueInUrl' || !inner) return [];
      if (inner.rule === 'stringInUrl') return [this.makeJsonText(inner)];
      return [single(this.make(inner, scope, deep))];
    });
  }

  private makeJsonText(parsed: Parsed): Expression {
    const written = decodeURIComponent(this.text.slice(parsed.start, parsed.end));
    const value = JSON.parse(written) as string;
    if (value.includes('\u0000')) throw new Refusal('odata-value-wrong', { type: 'text' });
    return { kind: 'value', type: 'text', value };
  }

  private makeCall(call: Parsed, scope: Scope, deep: number): Expression {
    const name = this.wordOf(call);
    if (NOT_OFFERED.has(name)) throw notSupported(name);
    const [first] = call.parts;
    if (first?.rule === 'caseMethodCallExpr') return this.makeCase(first, scope, deep);
    const parts = call.parts.map((part) => single(this.make(part, scope, deep)));
    return callOf(name, parts, scope);
  }

  private makeCase(parsed: Parsed, scope: Scope, deep: number): Expression {
    const branches = parsed.parts.map((branch): CaseBranch => {
      const [when, then] = branch.parts;
      if (!when || !then) throw notSupported('case');
      const made = single(this.make(then, scope, deep));
      return { when: this.condition(when, scope, deep), then: made };
    });
    const types = new Set(branches.map(({ then }) => then.type).filter((type) => type !== 'null'));
    const [type, other] = types;
    if (type === undefined) return { kind: 'value', type: 'null', value: null };
    if (other === undefined) return { kind: 'case', type, branches };
    const numbers = [...types].every((one) => one === 'integer' || one === 'decimal');
    if (!numbers) throw new Refusal('odata-type-wrong', { at: 'case', types: [...types] });
    return { kind: 'case', type: 'decimal', branches };
  }

  private makeCast(parsed: Parsed, scope: Scope, deep: number): Expression {
    const [value, type] = parsed.parts;
    const name = parsed.rule === 'castExpr' ? 'cast' : 'isof';
    if (!value || !type) throw notSupported(name);
    const made = single(this.make(value, scope, deep));
    const wanted = decodeURIComponent(this.text.slice(type.start, type.end));
    return callOf(`${name}:${wanted}`, [made], scope);
  }

  private makeMember(first: Parsed, scope: Scope, deep: number): Expression {
    const [head, member] = first.parts;
    if (head?.rule === 'currCollectionExpr') throw notSupported('$these');
    if (head?.rule !== 'inscopeVariableExpr') return this.makePath(head, scope, undefined, deep);
    const name = decodeURIComponent(this.text.slice(head.start, head.end));
    if (name.startsWith('@')) return this.makeAlias(name, member, scope, deep);
    const level = scope.levelOf(name);
    if (level === undefined) throw scope.unknown(name);
    if (!member) throw notSupported(name);
    return this.makePath(member, scope, level, deep);
  }

  private makeAlias(
    name: string,
    member: Parsed | undefined,
    scope: Scope,
    deep: number,
  ): Expression {
    const text = scope.aliases.get(name.slice(1));
    if (text === undefined || member) throw new Refusal('odata-alias-unknown', { name });
    if (deep >= ALIASES_DEEP) throw new Refusal('odata-too-deep', { name });
    const parsed = this.aliases.get(name) ?? parseOdata('commonExpr', text, this.names);
    this.aliases.set(name, parsed);
    const maker = new ExpressionMaker(text, this.names, this.aliases);
    const made = maker.make(parsed, scope, deep + 1);
    this.parts += maker.parts;
    return single(made);
  }

  /** Of a `memberExpr`: a field, or a list and what is asked of it. */
  private makePath(
    member: Parsed | undefined,
    scope: Scope,
    level: number | undefined,
    deep: number,
  ): Expression {
    const path = member?.parts[0]?.parts[0];
    const [name, more] = path?.parts ?? [];
    if (path?.rule === 'annotationExpr' && name && !more) {
      return this.makeAlias(this.wordOf(name), undefined, scope, deep);
    }
    if (path?.rule !== 'propertyPathExpr' || !name) throw notSupported(path?.rule ?? 'path');
    const written = this.text.slice(name.start, name.end);
    if (name.rule === 'primitiveProperty' || (!more && !scope.isList(written, level))) {
      if (more) throw notSupported(more.rule);
      return scope.value(written, level);
    }
    const list = scope.list(written, level);
    const asked = more && collectionPathOf(more);
    return this.makeRows(asked, { ...list, name: written }, scope, deep);
  }

  private makeRows(
    asked: Parsed | undefined,
    { list, level, name, isPersonal }: ReturnType<Scope['list']> & { name: string },
    scope: Scope,
    deep: number,
  ): Expression {
    const [what, ...more] = asked?.parts ?? [];
    const rows = (how: 'any' | 'all' | 'count', where?: Expression): Expression => ({
      kind: 'rows',
      type: how === 'count' ? 'integer' : 'boolean',
      how,
      list: { level, name, isPersonal, where },
    });
    if (what?.rule === 'anyExpr' || what?.rule === 'allExpr') {
      const how = what.rule === 'anyExpr' ? 'any' : 'all';
      const [variable, predicate] = what.parts;
      if (!variable || !predicate) return rows(how);
      const row = scope.inside(list, level, this.text.slice(variable.start, variable.end));
      return rows(how, this.condition(predicate.parts[0] ?? predicate, row, deep));
    }
    const filter = what?.rule === 'filterExpr' ? what : more[0]?.parts[0];
    const isCounted = what?.rule === 'count' || more[0]?.parts[0]?.rule === 'count';
    if (!what || !isCounted || more.length > 1) throw notSupported(what?.rule ?? name);
    const condition = filter?.rule.startsWith('filter') ? filter.parts[0] : undefined;
    if (what.rule === 'count' && more.length > 0 && !condition) throw notSupported('$search');
    if (!condition) return rows('count');
    return rows('count', this.condition(condition, scope.inside(list, level, undefined), deep));
  }

  /** The word that a rule begins with, up to what is no part of a name, in small letters. */
  private wordOf({ start, end }: Parsed): string {
    const [word = ''] = /^@?[\w.]*/.exec(this.text.slice(start, end)) ?? [];
    return word.toLowerCase();
  }
}

/** What is asked of a list, as property or (inside of `$expand`) as what is navigated to. */
function collectionPathOf(more: Parsed): Parsed | undefined {
  if (more.rule === 'collectionPathExpr') return more;
  const [inner] = more.parts;
  return inner && more.parts.length === 1 ? collectionPathOf(inner) : undefined;
}

/** Reads a chain of operators by how close they bind. */
class ChainReader {
  private next = 0;
  private readonly tokens: readonly Token[];
  private readonly scope: Scope;

  constructor(tokens: readonly Token[], scope: Scope) {
    this.tokens = tokens;
    this.scope = scope;
  }

  read(least = 1): Made {
    let left = this.readUnary();
    for (;;) {
      const token = this.tokens[this.next];
      const operator = token && 'operator' in token ? token.operator : undefined;
      const binding = operator === undefined ? 0 : (BINDING[operator] ?? 0);
      if (operator === undefined || binding < least) return left;
      left = this.readSame(operator, binding, single(left));
    }
  }

  /** `a and b and c` is one call of three parts: long chains stay shallow. */
  private readSame(operator: string, binding: number, left: Expression): Expression {
    const parts = [left];
    while (this.isNext(operator)) {
      this.next += 1;
      parts.push(single(this.read(binding + 1)));
      if (operator !== 'and' && operator !== 'or') break;
    }
    if (isComparison(operator)) return compare(operator, parts, this.scope);
    return callOf(operator, parts, this.scope);
  }

  private readUnary(): Made {
    const token = this.tokens[this.next];
    if (token && 'unary' in token) {
      this.next += 1;
      return callOf(token.unary, [single(this.readUnary())], this.scope);
    }
    return this.readMembership();
  }

  private readMembership(): Made {
    let left = this.readOperand();
    while (this.isNext('in')) {
      this.next += 1;
      const list = this.readOperand();
      left = memberOf(single(left), Array.isArray(list) ? list : [list], this.scope);
    }
    return left;
  }

  private readOperand(): Made {
    const token = this.tokens[this.next];
    this.next += 1;
    if (!token || !('operand' in token)) throw notSupported('operator');
    return token.operand;
  }

  private isNext(operator: string): boolean {
    const token = this.tokens[this.next];
    return token !== undefined && 'operator' in token && token.operator === operator;
  }
}

function single(made: Made): Expression {
  if (Array.isArray(made)) throw notSupported('array');
  return made;
}

function notSupported(what: string): Refusal {
  return new Refusal('odata-not-supported', { what });
}
