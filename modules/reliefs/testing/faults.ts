import type { Fault } from './import-with-fault.ts';

/** Mistakes in the engine of the database. */
export const DATABASE_FAULTS: readonly Fault[] = [
  // Somebody who died today counts as dead.
  fault('sql-text.ts', 'death_date >= ${on}', 'death_date > ${on}'),
  // A period holds on its last day too.
  fault('sql-text.ts', 'valid_to > ${on}', 'valid_to >= ${on}'),
  // Exactly as many as are needed are not enough.
  fault('sql-text.ts', '${low} >= ${from}', '${low} > ${from}'),
  // Too many are taken for enough, for one more.
  fault('sql-text.ts', 'not.push(`${low} >= ${below}`)', 'not.push(`${low} > ${below}`)'),
  // Persons of all ages are put together.
  fault('profiles-sql.ts', 'group by ${same}${bucket}', 'group by ${same}'),
  // What is not known is taken for no.
  fault('fact-sql.ts', "kind.absent === 'no' ? 'false' : UNKNOWN", "'false'"),
  // A value that stands in a condition as the last one does not pass.
  fault('values.ts', 'Math.floor(read(to)) + 1', 'Math.floor(read(to))'),
  // A value is stale a day early.
  fault('values.ts', 'addSpan(begun, span) >= day', 'addSpan(begun, span) > day'),
  // The window begins a day early.
  fault(
    'held-sql.ts',
    'from: addDays(addSpan(day, inLast, -1), 1)',
    'from: addSpan(day, inLast, -1)',
  ),
  // The oldest residence tells the grantor.
  fault('profile.ts', 'right(min((9999999', 'right(max((9999999'),
  // A value that may be there is taken for nothing.
  fault('related-sql.ts', '`coalesce(${value}, ${missing})`', '`coalesce(${value}, 0)`'),
  // The eldest counts twice.
  fault('related-sql.ts', ' - ${weigh(eldest)}', ''),
  // A related person who is related twice counts twice.
  fault('related.ts', 'select distinct r.person_id', 'select r.person_id'),
  // A definition is not in force on its first day.
  fault('condition-sql.ts', 'from <= scope.day', 'from < scope.day'),
  // Of an unknown part nobody knows that it may hold.
  fault('condition-sql.ts', 'filter (where one is not false)', 'filter (where one)'),
  // Whoever may be counted is not.
  fault('related-sql.ts', "'count', '*', 'possible'", "'count', '*', 'certain'"),
  // A stale value is none.
  fault('fact-sql.ts', 'if (fresh) unknown.push(', 'if (!fresh) unknown.push('),
  // Days before birth count.
  fault('profile.ts', 'greatest(${quote(from)}::date, birth_date)', '${quote(from)}::date'),
  // One of several codes is enough.
  fault('profile.ts', "ranges.join(' * ')", "ranges.join(' + ')"),
  // The last day that is stated does not pass.
  fault('values.ts', 'addDays(String(to), 1)', 'String(to)'),
  // A concept stands for others on days too on which it is not in use.
  fault('population.ts', 'of.concepts.on(day)', 'of.concepts'),
  // A birthday comes a day late.
  fault('age-sql.ts', 'birthDate, day) < units', 'birthDate, day) <= units'),
].map((one) => ({ ...one, file: `sql-engine/${one.file}` }));

/** Mistakes in the engine in process. */
export const PROCESS_FAULTS: readonly Fault[] = [
  fault('compile-conditions.ts', 'yes >= below', 'yes > below'),
  // Who may be counted is not.
  fault('compile-conditions.ts', 'if (verdict !== NO) most', 'if (verdict === YES) most'),
  fault('person-view.ts', 'to !== null && to <= day', 'to !== null && to < day'),
  fault('person-view.ts', 'group.period.from > day', 'group.period.from >= day'),
  fault('person-view.ts', 'completed < below', 'completed <= below'),
  // The last value decides, whatever the others are.
  fault('person-view.ts', 'if (verdict > (v[slot] ?? NO)) v[slot]', 'v[slot]'),
  // The window begins a day early.
  fault('held-code.ts', 'inLast, -1)) + 1', 'inLast, -1))'),
  // Periods that overlap count twice.
  fault('held-code.ts', 'Math.max(this.#starts[at] ?? 0, reached)', '(this.#starts[at] ?? 0)'),
  // Who has no value has none, whatever the register knows.
  fault('sum-code.ts', "isWhole &&= kind.absent === 'no'", 'isWhole &&= true'),
  // The eldest counts twice.
  fault('sum-code.ts', 'this.#sum - this.#weightOfEldest', 'this.#sum'),
  // The unknown is turned into yes.
  fault('rule-code.ts', '`2-${this', '`2-2*${this'),
  fault('related-views.ts', '|| !livesOn(person, of.day)', ''),
  // Who is related twice counts twice.
  fault('related-views.ts', 'if (!isThere)', 'if (isThere || true)'),
  // As many as are needed, if all the unknown ones count, are too few.
  fault('compile-conditions.ts', 'most < from ||', 'most <= from ||'),
  fault('person-view.ts', 'day < group.period.to)', 'day <= group.period.to)'),
  fault('person-view.ts', 'from <= birthDate', 'from < birthDate'),
  // Of several values only the last is summed.
  fault('person-view.ts', '(Number.isNaN(before) ? 0 : before) + Number', 'Number'),
  // Where somebody lives is known of everybody.
  fault(
    'person-view.ts',
    'facts.length === 0) return plan.absent',
    'facts.length === 0) return NO',
  ),
  // Numbers are taken for cents.
  fault('sum-code.ts', "kind.type === 'money' ? 1 : 100", '1'),
  // Of days without a fact all registers know that there was none.
  fault('held-code.ts', "kind?.absent !== 'unknown'", 'kind !== undefined'),
  // Of an unknown part nobody knows that it may hold.
  fault('rule-code.ts', '${one}+1>>1', '${one}>>1'),
].map((one) => ({ ...one, file: `compiled/${one.file}` }));

function fault(file: string, from: string, to: string): Fault {
  return { file, from, to };
}
