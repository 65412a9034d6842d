import type { Context } from '../../platform/context.ts';
import type { Classifiers } from '../classifiers/index.ts';
import { recordHouseholdFacts } from '../persons/index.ts';
import { parseRecord } from './parse-record.ts';
import { factFault, parseRecords } from './parse-records.ts';
import { readLines } from './read-lines.ts';
import { HouseholdRecord } from './records/stated-facts.ts';
import type { RegisterReport } from './register-report.ts';
import { householdId } from './store-person-records.ts';

const BATCH_RECORDS = 1_000;

/** Stores what one register states about households; each household stands in the file once. */
export async function loadHouseholds(
  context: Context,
  about: { register: string; path: string; classifiers: Classifiers; report: RegisterReport },
): Promise<void> {
  const { register, path, classifiers, report } = about;
  const seen = new Set<string>();
  for await (const { lines } of readLines(path, BATCH_RECORDS)) {
    report.records += lines.length;
    const records = parseRecords(lines, {
      report,
      parse: (record) => parseRecord(HouseholdRecord, record),
      fault: ({ facts }) => factFault(facts, { register, of: 'household', classifiers }),
      note: ({ household }) => seen.size < seen.add(household).size,
    });
    const states = records.map(({ state: { household, facts } }) => ({
      householdId: householdId(household),
      facts,
    }));
    const { added, superseded } = await context.db.transaction((db) =>
      recordHouseholdFacts(
        { ...context, db },
        {
          register,
          householdIds: states.map((state) => state.householdId),
          facts: states.flatMap(({ householdId: id, facts }) =>
            facts.map(({ kind, value, from, to }) => ({
              householdId: id,
              kind,
              value,
              validFrom: from,
              validTo: to,
            })),
          ),
        },
      ),
    );
    report.facts.added += added;
    report.facts.superseded += superseded;
  }
}
