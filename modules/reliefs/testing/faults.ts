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
].map((one) => ({ ...one, file: `compiled/${one.file}` }));

function fault(file: string, from: string, to: string): Fault {
  return { file, from, to };
}
