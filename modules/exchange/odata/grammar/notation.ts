/** Matches at a place of the text. Returns the place after it, or -1. */
export type Matcher = (run: Run, at: number) => number;

/** One reading of one text. */
export interface Run {
  readonly text: string;
  readonly rules: ReadonlyMap<string, Matcher>;
  /** The places that were reached, and what would have gone on from there. */
  farthest: number;
  readonly expected: Set<string>;
  /** What was matched so far; what proves to lead nowhere is taken off again. */
  parts: unknown[];
}

const TOKEN =
  /\s*(?:"([^"]+)"|'([^']+)'|<((?:\\.|[^>])+)>|([A-Za-z][\w-]*)|(\{\d+(?:,\d+)?\})|([()|?*+&!]))/y;
const EXPECTED_MAX = 12;

/**
 * Makes a matcher of a rule in the notation of our grammars: `"x"` a text in any case, `'x'` in this
 * one, `<a-z>` one character, `name` another rule, `a b` one after the other, `a | b` the first that
 * matches, `( )` a group, after something `?`, `*`, `+`, `{4}`, `{1,3}` how often (as often as it can
 * be), before something `&` and `!` that it follows, or does not, without being taken.
 */
export function compileRule(name: string, notation: string): Matcher {
  const reader = new NotationReader(name, notation);
  return reader.read();
}

class NotationReader {
  private readonly tokens: RegExpExecArray[] = [];
  private next = 0;
  private readonly name: string;

  constructor(name: string, notation: string) {
    this.name = name;
    TOKEN.lastIndex = 0;
    while (TOKEN.lastIndex < notation.trimEnd().length) {
      const token = TOKEN.exec(notation);
      if (!token) throw new Error(`The rule ${name} is malformed.`);
      this.tokens.push(token);
    }
  }

  read(): Matcher {
    const matcher = this.readChoice();
    if (this.next < this.tokens.length) throw new Error(`The rule ${this.name} does not end.`);
    return matcher;
  }

  private take(operator: string): boolean {
    if (this.tokens[this.next]?.[6] !== operator) return false;
    this.next += 1;
    return true;
  }

  private readChoice(): Matcher {
    const choices = [this.readSequence()];
    while (this.take('|')) choices.push(this.readSequence());
    return choices.length === 1 ? (choices[0] as Matcher) : choice(choices);
  }

  private readSequence(): Matcher {
    const parts: Matcher[] = [];
    for (;;) {
      const operator = this.tokens[this.next]?.[6];
      if (this.next === this.tokens.length || operator === '|' || operator === ')') break;
      parts.push(this.readRepeated());
    }
    return parts.length === 1 ? (parts[0] as Matcher) : sequence(parts);
  }

  private readRepeated(): Matcher {
    if (this.take('!')) return lookahead(this.readRepeated(), false);
    if (this.take('&')) return lookahead(this.readRepeated(), true);
    const one = this.readOne();
    if (this.take('?')) return repeated(one, 0, 1);
    if (this.take('*')) return repeated(one, 0, Number.POSITIVE_INFINITY);
    if (this.take('+')) return repeated(one, 1, Number.POSITIVE_INFINITY);
    const counts = this.tokens[this.next]?.[5];
    if (counts === undefined) return one;
    this.next += 1;
    const [least = 0, most = least] = counts.slice(1, -1).split(',').map(Number);
    return repeated(one, least, most);
  }

  private readOne(): Matcher {
    if (this.take('(')) {
      const inner = this.readChoice();
      if (!this.take(')')) throw new Error(`The rule ${this.name} lacks a parenthesis.`);
      return inner;
    }
    const [, anyCase, thisCase, characters, rule] = this.tokens[this.next++] ?? [];
    if (anyCase !== undefined) return literal(anyCase, false);
    if (thisCase !== undefined) return literal(thisCase, true);
    if (characters !== undefined) return oneOf(characters, this.name);
    if (rule !== undefined) return reference(rule);
    throw new Error(`The rule ${this.name} is malformed.`);
  }
}

function choice(choices: readonly Matcher[]): Matcher {
  return (run, at) => {
    const before = run.parts.length;
    for (const one of choices) {
      const end = one(run, at);
      if (end >= 0) return end;
      run.parts.length = before;
    }
    return -1;
  };
}

function sequence(parts: readonly Matcher[]): Matcher {
  return (run, at) => {
    let end = at;
    for (const part of parts) {
      end = part(run, end);
      if (end < 0) return -1;
    }
    return end;
  };
}

function repeated(one: Matcher, least: number, most: number): Matcher {
  return (run, at) => {
    let end = at;
    for (let count = 0; count < most; count += 1) {
      const before = run.parts.length;
      const next = one(run, end);
      if (next < 0) run.parts.length = before;
      // What matches without taking anything would do so for ever.
      if (next < 0 || (next === end && count >= least)) return count < least ? -1 : end;
      end = next;
    }
    return end;
  };
}

function lookahead(one: Matcher, wanted: boolean): Matcher {
  return (run, at) => {
    const before = run.parts.length;
    const found = one(run, at) >= 0;
    run.parts.length = before;
    return found === wanted ? at : -1;
  };
}

function reference(name: string): Matcher {
  let rule: Matcher | undefined;
  return (run, at) => {
    rule ??= run.rules.get(name);
    if (!rule) throw new Error(`There is no rule ${name}.`);
    return rule(run, at);
  };
}

function literal(text: string, isCaseKept: boolean): Matcher {
  const wanted = isCaseKept ? text : text.toLowerCase();
  const [first, other] = [wanted.charCodeAt(0), text.toUpperCase().charCodeAt(0)];
  return (run, at) => {
    // Most of what is tried does not begin so.
    const code = run.text.charCodeAt(at);
    if (code !== first && (isCaseKept || code !== other)) return missed(run, at, text);
    const found = run.text.substring(at, at + text.length);
    const isFound = (isCaseKept ? found : found.toLowerCase()) === wanted;
    return isFound ? reached(run, at + text.length) : missed(run, at, text);
  };
}

function oneOf(characters: string, name: string): Matcher {
  const pattern = new RegExp(`^[${characters}]$`);
  const table = Array.from({ length: 256 }, (_, code) => pattern.test(String.fromCharCode(code)));
  return (run, at) =>
    table[run.text.charCodeAt(at)] ? reached(run, at + 1) : missed(run, at, name);
}

function reached(run: Run, at: number): number {
  if (at > run.farthest) {
    run.farthest = at;
    run.expected.clear();
  }
  return at;
}

function missed(run: Run, at: number, what: string): -1 {
  if (at === run.farthest && run.expected.size < EXPECTED_MAX) run.expected.add(what);
  return -1;
}
