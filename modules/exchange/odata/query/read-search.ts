import type { Expression } from '../expression/expression.ts';
import type { Scope } from '../expression/scope.ts';
import type { Parsed } from '../parse-odata.ts';

/** What is searched for, in all open texts of a record (or row) at once. `AND` binds closer than `OR`. */
export function readSearch(search: Parsed, text: string, scope: Scope): Expression {
  const fields = scope.openTexts();
  const level = scope.ownLevel;
  const wordOf = (word: string): Expression => {
    return { kind: 'search', type: 'boolean', level, fields, word };
  };
  const writtenBy = ({ start, end }: Parsed) => decodeURIComponent(text.slice(start, end));
  const readTerm = (term: Parsed): Expression => {
    const [inner] = term.parts;
    const [nested] = inner?.parts ?? [];
    if (inner?.rule === 'searchParenExpr' && nested) return readAll(nested);
    if (inner?.rule === 'searchNegateExpr' && nested) return call('not', [readTerm(nested)]);
    const written = writtenBy(inner ?? term);
    return wordOf(inner?.rule === 'searchPhrase' ? written.slice(1, -1) : written);
  };
  const readAll = ({ parts }: Parsed): Expression => {
    const alternatives: Expression[][] = [[]];
    for (const part of parts) {
      if (part.rule === 'searchOrExpr') alternatives.push([]);
      const term = part.rule === 'searchTerm' ? part : part.parts[0];
      if (term) alternatives.at(-1)?.push(readTerm(term));
    }
    return call(
      'or',
      alternatives.map((terms) => call('and', terms)),
    );
  };
  const [asked] = search.parts;
  if (asked?.rule === 'searchExpr') return readAll(asked);
  return wordOf(
    writtenBy(asked ?? search)
      .slice(1, -1)
      .replaceAll("''", "'"),
  );
}

function call(name: string, parts: readonly Expression[]): Expression {
  const [only] = parts;
  if (only && parts.length === 1 && name !== 'not') return only;
  return { kind: 'call', type: 'boolean', name, parts };
}
