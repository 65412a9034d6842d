import type { ErrorCatalogue } from '../errors/refusal.ts';

/** Why a file is not read at all, or not to its end. Modules that take files have these codes too. */
export const FILE_ERRORS = {
  'file-form-unknown': {
    status: 415,
    when: 'When a file is of none of the forms that are read: lines of JSON, a JSON array, CSV or XLSX.',
    lv: 'Šādu failu nelasām. Sūtiet JSON rindas, JSON masīvu, CSV vai XLSX un norādiet to galvenē Content-Type.',
    en: 'Files of this form are not read. Send lines of JSON, a JSON array, CSV or XLSX, and say which in Content-Type.',
  },
  'file-not-plain': {
    status: 422,
    when: 'When something in place of a file is a link, a folder or a device.',
    lv: 'Tas nav parasts fails. Norādiet pašu failu, nevis saiti.',
    en: 'This is not a plain file. Name the file itself, not a link to it.',
  },
  'file-changed-meanwhile': {
    status: 409,
    when: 'When a file changes while it is read.',
    lv: 'Fails lasīšanas laikā mainījās. Sagaidiet, kad tas uzrakstīts, un sūtiet vēlreiz.',
    en: 'The file changed while it was read. Wait until it is written, and send it again.',
  },
  'file-encoding-unknown': {
    status: 415,
    when: 'When the encoding that is stated for a text is none that is read; `encodings` lists those.',
    lv: 'Tādu teksta kodējumu nelasām. Norādiet kādu no uzskaitītajiem.',
    en: 'Texts in this encoding are not read. State one of those listed.',
  },
  'file-encoding-wrong': {
    status: 422,
    when: 'When a text is evidently in another encoding than is stated for it.',
    lv: 'Teksts ir citā kodējumā, nekā norādīts. Norādiet to, kurā fails ir saglabāts.',
    en: 'The text is in another encoding than stated. State the one in which the file was saved.',
  },
  'file-delimiter-unknown': {
    status: 415,
    when: 'When the delimiter that is stated for CSV is not one of comma, semicolon, tab and bar.',
    lv: 'Tāda atdalītāja nav. Norādiet komatu, semikolu, tabulatoru vai vertikālu svītru.',
    en: 'There is no such delimiter. State a comma, a semicolon, a tab or a bar.',
  },
  'csv-broken': {
    status: 422,
    when: 'When CSV cannot be cut into rows: a quote that is not closed within 256 KiB; `line` tells where its row begins.',
    lv: 'CSV rindu nevar nolasīt. Pārbaudiet pēdiņas un atdalītāju no norādītās rindas.',
    en: 'A row of the CSV cannot be read. Check quotes and delimiter from the given line on.',
  },
  'json-array-broken': {
    status: 422,
    when: 'When a body said to be a JSON array is none, or ends before its end; `element` tells after which one.',
    lv: 'Saturs nav pilns JSON masīvs. Pārbaudiet, kā tas ir izveidots.',
    en: 'The body is not a whole JSON array. Check how it is made.',
  },
  'workbook-broken': {
    status: 422,
    when: 'When a file said to be XLSX cannot be read: not an archive, or one with paths or parts that no workbook has.',
    lv: 'Failu nevar nolasīt kā XLSX. Saglabājiet to no jauna.',
    en: 'The file cannot be read as XLSX. Save it again.',
  },
  'workbook-too-large': {
    status: 413,
    when: 'When a workbook is greater than 16 MiB, inflates beyond 128 MiB, spans more than 20 million cells, or needs more memory than it may take.',
    lv: 'Darbgrāmata ir pārāk liela. Saglabājiet to kā CSV.',
    en: 'The workbook is too large. Save it as CSV.',
  },
  'workbook-rows-too-many': {
    status: 422,
    when: 'When more rows are asked for as a workbook than spreadsheets open: 1,048,575, or four gigabytes.',
    lv: 'Rindu ir vairāk, nekā darbgrāmatā ietilpst. Ņemiet CSV, NDJSON vai Parquet.',
    en: 'There are more rows than a workbook holds. Take CSV, NDJSON or Parquet.',
  },
  'compressed-broken': {
    status: 422,
    when: 'When a compressed stream cannot be inflated, or ends before its end.',
    lv: 'Saspiesto saturu nevar atspiest. Saspiediet failu no jauna un sūtiet vēlreiz.',
    en: 'The compressed content cannot be inflated. Compress the file again and send it once more.',
  },
  'compressed-too-much': {
    status: 413,
    when: 'When a compressed stream inflates to more than 200 times its size.',
    lv: 'Saturs saspiests nesamērīgi. Sūtiet to nesaspiestu.',
    en: 'The content is compressed beyond reason. Send it uncompressed.',
  },
} as const satisfies ErrorCatalogue;
