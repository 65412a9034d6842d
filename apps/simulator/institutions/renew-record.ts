import type { Random } from '../random.ts';
import type { RegisterCode, RegisterRecords } from '../register-records.ts';

/** What a change of a day has to do with. */
export interface Renewing {
  random: Random;
  /** `YYYY-MM-DD`: from this day on. */
  today: string;
  /** A number that no record has had. */
  number: string;
}

type Renewals = {
  [Code in RegisterCode]: (record: RegisterRecords[Code], by: Renewing) => unknown;
};

/** What happens in each register on a day: somebody moves, is given a group, begins to work. */
const RENEWALS: Renewals = {
  population: (record, { today, random }) => {
    const territory = random.chance(0.5) ? '0001000' : '0002000';
    const moved = { territory, address: 'Jaunā iela 2', from: today, to: null };
    return { ...record, territory, residences: [...ended(record.residences, today), moved] };
  },
  education: (record) => ({
    ...record,
    enrolments: record.enrolments.map((one, index) =>
      index < record.enrolments.length - 1 || one.studyForm === null
        ? one
        : { ...one, studyForm: one.studyForm === 'full-time' ? 'distance' : 'full-time' },
    ),
  }),
  disability: (record, { today, number, random }) => {
    const group = random.chance(0.5) ? 'II' : 'III';
    const decision = { number, group, from: today, to: null };
    return { ...record, decisions: [...ended(record.decisions, today), decision] };
  },
  'large-families': (record, { today, number }) => ({
    ...record,
    certificates: [...ended(record.certificates, today), { number, from: today, to: null }],
  }),
  orphans: (record, { today, random }) => {
    const form = random.chance(0.5) ? 'foster-family' : 'guardianship';
    return { ...record, care: [...ended(record.care, today), { form, from: today, to: null }] };
  },
  'social-insurance': (record, { today }) => {
    const works = record.employments.some(({ to }) => to === null);
    const begun = works ? [] : [{ employer: '97000000001', from: today, to: null }];
    return { ...record, employments: [...ended(record.employments, today), ...begun] };
  },
  'social-status': (record, { today, number }) => {
    const statement = { number, status: 'needy', from: today, to: null };
    return { ...record, statements: [...ended(record.statements, today), statement] };
  },
  'fare-reliefs': (record, { number }) => ({
    ...record,
    statuses: record.statuses.map((one) => ({ ...one, certificate: number })),
  }),
  'public-persons': renamed,
  commercial: renamed,
  associations: renamed,
  'tax-payer-units': renamed,
};

/** A record as its register holds it after something has happened. */
export function renewRecord(register: RegisterCode, record: unknown, by: Renewing): unknown {
  const renew = RENEWALS[register] as (record: unknown, by: Renewing) => unknown;
  return renew(record, by);
}

/** What goes on ends today; what would begin today or later has not begun. */
function ended<Row extends { from: string; to: string | null }>(
  rows: readonly Row[],
  today: string,
): Row[] {
  return rows
    .filter(({ from }) => from < today)
    .map((row) => (row.to === null || row.to > today ? { ...row, to: today } : row));
}

const NEW_NAME = ' (jaunais nosaukums)';

function renamed<Named extends { name: string }>(record: Named): Named {
  const name = record.name.endsWith(NEW_NAME)
    ? record.name.slice(0, -NEW_NAME.length)
    : record.name + NEW_NAME;
  return { ...record, name };
}
