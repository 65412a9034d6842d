import type { z } from 'zod';
import type { QuotaPeriod } from '../../../../modules/exchange/permissions/quota-period.ts';
import type {
  PROFILE_PARAMETERS,
  RowFilter,
  Terms,
} from '../../../../modules/exchange/permissions/terms.ts';
import type { FieldChoice } from './field-choice.ts';
import { type ValuesDraft, valuesOf } from './values-draft.ts';

export type WrittenTerms = z.input<typeof Terms>;
type ProfileParameter = (typeof PROFILE_PARAMETERS)[number];

/** One row filter as it is typed: by some values, or by what the reader's profile says. */
export interface RowDraft {
  /** Tells it from the others while it is typed. */
  id: number;
  field: string;
  by: 'values' | ProfileParameter;
  values: ValuesDraft;
}

/** Terms as they are typed. */
export interface TermsDraft {
  purposeLv: string;
  purposeEn: string;
  legalBasisLv: string;
  legalBasisEn: string;
  allFields: boolean;
  fields: FieldChoice;
  rows: readonly RowDraft[];
  quota: string;
  quotaPeriod: QuotaPeriod;
  rate: string;
  priceCents: number;
  validFrom: string;
  validUntil: string;
}

export type DraftMistake = keyof TermsDraft;

const RATE_MAX = 1_000_000;
const VALUES_MAX = 1_000;
export const VALUE_MAX = 200;

export const NO_VALUES: ValuesDraft = { values: [], typed: '' };

/** An application that nobody has begun yet: for a year from today. */
export function emptyDraft(today: string): TermsDraft {
  const [year = '', month = '', day = ''] = today.split('-');
  const end = new Date(Date.UTC(Number(year) + 1, Number(month) - 1, Number(day) - 1));
  return {
    ...{ purposeLv: '', purposeEn: '', legalBasisLv: '', legalBasisEn: '' },
    ...{
      allFields: false,
      fields: [],
      rows: [],
      quota: '',
      quotaPeriod: 'all',
      rate: '',
      priceCents: 0,
    },
    ...{ validFrom: today, validUntil: end.toISOString().slice(0, 10) },
  };
}

/** Terms that stand already, to be changed. */
export function draftOf(terms: z.output<typeof Terms>): TermsDraft {
  const { purpose, legalBasis, fields, rows, quota, ratePerMinute } = terms;
  return {
    ...{ purposeLv: purpose.lv, purposeEn: purpose.en },
    ...{ legalBasisLv: legalBasis.lv, legalBasisEn: legalBasis.en },
    ...{ allFields: fields === 'all', fields: fields === 'all' ? [] : fields },
    rows: rows.map((row, id) =>
      'values' in row
        ? { id, field: row.field, by: 'values', values: { values: row.values, typed: '' } }
        : { id, field: row.field, by: row.profile, values: NO_VALUES },
    ),
    ...{ quota: quota?.toString() ?? '', quotaPeriod: terms.quotaPeriod },
    rate: ratePerMinute?.toString() ?? '',
    ...{ priceCents: terms.priceCents, validFrom: terms.validFrom, validUntil: terms.validUntil },
  };
}

/** Without what the fields do not have: a version may have others than the one a draft was made for. */
export function fitDraft(draft: TermsDraft, paths: readonly string[]): TermsDraft {
  return {
    ...draft,
    fields: draft.fields.filter((path) => paths.includes(path)),
    rows: draft.rows.map((row) => (paths.includes(row.field) ? row : { ...row, field: '' })),
  };
}

/** The terms of a permission, out of all that is said of it. */
export function termsIn(permission: z.output<typeof Terms>): z.output<typeof Terms> {
  const { purpose, legalBasis, fields, rows, quota, quotaPeriod, ratePerMinute } = permission;
  const { priceCents, validFrom, validUntil } = permission;
  return {
    ...{ purpose, legalBasis, fields, rows, quota, quotaPeriod, ratePerMinute },
    ...{ priceCents, validFrom, validUntil },
  };
}

/** The terms that are typed, or what is to be typed otherwise. Fields of the key are always read. */
export function termsOf(
  draft: TermsDraft,
  { key, today }: { key: FieldChoice; today: string },
): { terms: WrittenTerms } | { mistakes: ReadonlySet<DraftMistake> } {
  const mistakes = mistakesIn(draft, today);
  if (mistakes.size > 0) return { mistakes };
  const { purposeLv, purposeEn, legalBasisLv, legalBasisEn, priceCents } = draft;
  return {
    terms: {
      purpose: { lv: purposeLv.trim(), en: purposeEn.trim() },
      legalBasis: { lv: legalBasisLv.trim(), en: legalBasisEn.trim() },
      fields: draft.allFields ? 'all' : [...new Set([...key, ...draft.fields])],
      rows: draft.rows.map(rowOf),
      ...{ quota: numberOf(draft.quota), quotaPeriod: draft.quotaPeriod },
      ...{ ratePerMinute: numberOf(draft.rate), priceCents },
      ...{ validFrom: draft.validFrom, validUntil: draft.validUntil },
    },
  };
}

const WORDS = ['purposeLv', 'purposeEn', 'legalBasisLv', 'legalBasisEn'] as const;

/** What of it is to be typed otherwise. */
export function mistakesIn(draft: TermsDraft, today: string): Set<DraftMistake> {
  const { allFields, fields, rows, quota, rate, validFrom, validUntil } = draft;
  const mistakes = new Set<DraftMistake>(WORDS.filter((name) => draft[name].trim() === ''));
  if (!allFields && fields.length === 0) mistakes.add('fields');
  if (rows.some((row) => row.field === '' || (row.by === 'values' && !hasValues(row)))) {
    mistakes.add('rows');
  }
  if (!isCount(quota)) mistakes.add('quota');
  if (!isCount(rate) || Number(rate) > RATE_MAX) mistakes.add('rate');
  if (validFrom === '') mistakes.add('validFrom');
  if (validUntil < validFrom || validUntil < today) mistakes.add('validUntil');
  return mistakes;
}

function rowOf(row: RowDraft): RowFilter {
  const { field, by } = row;
  return by === 'values' ? { field, values: valuesOf(row.values) } : { field, profile: by };
}

function hasValues({ values }: RowDraft): boolean {
  const wanted = valuesOf(values);
  const { length } = wanted;
  return length > 0 && length <= VALUES_MAX && wanted.every((value) => value.length <= VALUE_MAX);
}

/** Empty: without a limit. */
function isCount(text: string): boolean {
  return text === '' || /^[1-9]\d{0,8}$/.test(text);
}

function numberOf(text: string): number | null {
  return text === '' ? null : Number(text);
}
