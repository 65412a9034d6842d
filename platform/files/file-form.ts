import { Refusal } from '../errors/refusal.ts';

/** Encodings of texts that are read, by the names of the WHATWG. */
export const ENCODINGS = ['utf-8', 'utf-16le', 'windows-1257', 'iso-8859-13'] as const;

/** Delimiters of CSV by the names that a header or an option may give them. */
const DELIMITERS: Readonly<Record<string, string>> = {
  comma: ',',
  semicolon: ';',
  tab: '\t',
  bar: '|',
};

export type Encoding = (typeof ENCODINGS)[number];

/** How the bytes of a file are to be read. */
export type FileForm =
  | { kind: 'lines' | 'array' | 'workbook' }
  | { kind: 'csv'; encoding: Encoding; delimiter: string };

export type FileKind = FileForm['kind'];

export const MEDIA_TYPES: Readonly<Record<FileKind, string>> = {
  lines: 'application/x-ndjson',
  array: 'application/json',
  csv: 'text/csv',
  workbook: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

const ENDINGS: Readonly<Record<string, FileKind>> = {
  ndjson: 'lines',
  jsonl: 'lines',
  json: 'array',
  csv: 'csv',
  xlsx: 'workbook',
};

/** What may be said of a CSV file: UTF-8 and a comma when nothing is. */
export interface CsvOptions {
  encoding?: string | undefined;
  delimiter?: string | undefined;
}

/**
 * The form of a body by its `Content-Type`; CSV may state `charset` and `delimiter`:
 * `text/csv; charset=windows-1257; delimiter=semicolon`. Refuses with `file-form-unknown`,
 * `file-encoding-unknown` and `file-delimiter-unknown`.
 */
export function formOfContentType(contentType: string | undefined): FileForm {
  const [type = '', ...parts] = splitParameters(contentType ?? '');
  const kind = kindOfMediaType(type.toLowerCase());
  const stated = new Map(parts.map(readParameter));
  const encoding = stated.get('charset');
  if (kind !== 'csv') {
    if (encoding !== undefined && encoding.toLowerCase() !== 'utf-8') {
      throw new Refusal('file-encoding-unknown', { encodings: ['utf-8'] });
    }
    return { kind };
  }
  return csvForm({ encoding, delimiter: stated.get('delimiter') });
}

/** The form of a file by the ending of its name. Refuses like `formOfContentType`. */
export function formOfName(name: string, options: CsvOptions = {}): FileForm {
  const ending = /\.([a-z]+)$/.exec(name.toLowerCase().replace(/\.gz$/, ''))?.[1] ?? '';
  const kind = Object.hasOwn(ENDINGS, ending) ? ENDINGS[ending] : undefined;
  if (!kind) throw new Refusal('file-form-unknown');
  return kind === 'csv' ? csvForm(options) : { kind };
}

/** The `Content-Type` that `formOfContentType` reads as this form. */
export function contentTypeOf(form: FileForm): string {
  const type = MEDIA_TYPES[form.kind];
  if (form.kind !== 'csv') return type;
  const [name = ''] = Object.entries(DELIMITERS).find(([, sign]) => sign === form.delimiter) ?? [];
  return `${type}; charset=${form.encoding}; delimiter=${name}`;
}

function csvForm({ encoding = 'utf-8', delimiter = 'comma' }: CsvOptions): FileForm {
  const name = encoding.toLowerCase();
  const known = ENCODINGS.find((one) => one === name);
  if (!known) throw new Refusal('file-encoding-unknown', { encodings: ENCODINGS });
  const sign = Object.hasOwn(DELIMITERS, delimiter) ? DELIMITERS[delimiter] : delimiter;
  if (!sign || !Object.values(DELIMITERS).includes(sign)) {
    throw new Refusal('file-delimiter-unknown', { delimiters: Object.keys(DELIMITERS) });
  }
  return { kind: 'csv', encoding: known, delimiter: sign };
}

function kindOfMediaType(type: string): FileKind {
  const kinds = Object.keys(MEDIA_TYPES) as FileKind[];
  const kind = kinds.find((one) => MEDIA_TYPES[one] === type);
  if (!kind) throw new Refusal('file-form-unknown');
  return kind;
}

/** At the semicolons that do not stand in quotes. */
function splitParameters(header: string): string[] {
  return (header.match(/(?:"[^"]*"|[^;"])+/g) ?? []).map((part) => part.trim());
}

function readParameter(part: string): [name: string, value: string] {
  const [, name = '', value = ''] = /^([\w-]+)=(.*)$/.exec(part) ?? [];
  return [name.toLowerCase(), value.replace(/^"(.*)"$/, '$1')];
}
