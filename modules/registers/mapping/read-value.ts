import type { FactKind } from '../../classifiers/index.ts';
import { MANNERS, type Manner, type OrganisationStatement } from '../../persons/index.ts';
import type { FieldOf } from './field-finder.ts';
import type { MappingBasis, WrittenValue } from './mapping.ts';
import type { DatedRow, Noting } from './read-rows.ts';

/** The value of a fact in a row; undefined when the row has none, or a wrong one, which is noted. */
export type ValueReader = (row: DatedRow, noting: Noting) => string | number | undefined;

interface Reading {
  kind: FactKind;
  fields: FieldOf;
  basis: MappingBasis;
}

/** Makes the reader of a value that a mapping writes, for a kind of facts. */
export function readValue(written: WrittenValue, { kind, fields, basis }: Reading): ValueReader {
  if (typeof written === 'object' && 'is' in written) {
    const value = fixedValue(written.is, kind);
    return () => value;
  }
  const field = typeof written === 'string' ? written : written.field;
  const codes = typeof written === 'string' ? undefined : tableOf(written.codes, kind);
  const ownPath = fields.isOfRow(field);
  const isCode = (code: string) => !kind.scheme || basis.classifiers.has(kind.scheme, code);
  return (row, noting) => {
    const value = row.value(field);
    if (value === undefined || value === null) return undefined;
    const read = codes ? codes.get(String(value)) : converted(value, kind, isCode);
    if (read !== undefined) return read;
    const isText = kind.type === 'code' || kind.type === 'codes';
    const code = codes || isText ? 'code-unknown' : 'value-unfit';
    noting(`${ownPath ? row.path : ''}/${field}`, code);
    return undefined;
  };
}

/** A value that the mapping itself writes: booleans are kept as 0 and 1. */
export function fixedValue(value: string | number | boolean, kind: FactKind): string | number {
  if (typeof value === 'boolean') return kind.type === 'boolean' ? Number(value) : String(value);
  return kind.type === 'code' || kind.type === 'codes' ? String(value) : value;
}

function tableOf(codes: Readonly<Record<string, string | number | boolean>>, kind: FactKind) {
  return new Map(Object.entries(codes).map(([code, own]) => [code, fixedValue(own, kind)]));
}

function converted(
  value: unknown,
  kind: FactKind,
  isCode: (code: string) => boolean,
): string | number | undefined {
  switch (kind.type) {
    case 'boolean':
      return Number(value);
    case 'integer':
      return Number(value) >= 0 ? Number(value) : undefined;
    case 'money':
      return centsOf(String(value));
    case 'date':
      return String(value);
    default:
      return isCode(String(value)) ? String(value) : undefined;
  }
}

/** Euros as a decimal text, in cents; what is finer is rounded half up. */
function centsOf(decimal: string): number | undefined {
  const [, whole = '', part = ''] = /^(\d+)(?:\.(\d+))?$/.exec(decimal) ?? [];
  if (whole === '') return undefined;
  const padded = part.padEnd(3, '0');
  const cents = Number(whole) * 100 + Number(padded.slice(0, 2)) + Number(padded.charAt(2) >= '5');
  return Number.isSafeInteger(cents) ? cents : undefined;
}

const ORGANISATION_KINDS = ['institution', 'municipality', 'merchant'] as const;

/** Makes the reader of what an organisation is. */
export function organisationKind(
  written: WrittenValue,
): (record: Record<string, unknown>, noting: Noting) => OrganisationStatement['kind'] {
  return (record, noting) => {
    const { field, own } = ownWord(written, (name) => record[name]);
    const kind = ORGANISATION_KINDS.find((one) => one === own);
    if (!kind) noting(`/${field}`, 'code-unknown');
    return kind ?? 'institution';
  };
}

/** Makes the reader of how somebody represents an organisation; undefined when that is noted as wrong. */
export function mannerReader(
  written: WrittenValue,
): (row: DatedRow, noting: Noting) => Manner | undefined {
  return (row, noting) => {
    const { field, own } = ownWord(written, row.value);
    const manner = MANNERS.find((one) => one === own);
    if (!manner) noting(`${row.path}/${field}`, 'code-unknown');
    return manner;
  };
}

/** A value that is one of the platform's own words, and the field that it stands in. */
function ownWord(
  written: WrittenValue,
  value: (name: string) => unknown,
): { field: string; own: unknown } {
  if (typeof written === 'string') return { field: written, own: value(written) };
  if ('is' in written) return { field: '', own: written.is };
  const { field, codes } = written;
  return { field, own: codes[String(value(field))] };
}
