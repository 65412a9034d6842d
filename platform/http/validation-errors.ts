import { z } from 'zod';
import type { LocalizedText } from '../i18n/localized-text.ts';

/** What is wrong with one field of a request. */
export const fieldErrorSchema = z
  .object({
    in: z.enum(['body', 'query', 'path', 'headers']),
    path: z
      .string()
      .meta({ description: 'JSON Pointer (RFC 6901) to the field, "" for the whole.' }),
    code: z.string(),
    lv: z.string(),
    en: z.string(),
  })
  .meta({ id: 'FieldError' });

export type FieldError = z.infer<typeof fieldErrorSchema>;

/** One finding of the validator, as the zod type provider hands it to fastify. */
interface Finding {
  keyword: string;
  instancePath: string;
  message?: string | undefined;
  params: Record<string, unknown>;
}

const FIELD_ERRORS_MAX = 50;

const PLACES: Record<string, FieldError['in']> = {
  body: 'body',
  querystring: 'query',
  params: 'path',
  headers: 'headers',
};

/** The findings of the validator as the answer lists them: one entry a field, 50 at most. */
export function fieldErrors(validationContext: string, findings: Finding[]): FieldError[] {
  const place = PLACES[validationContext] ?? 'body';
  return findings
    .flatMap((finding) => errorsOf(finding))
    .slice(0, FIELD_ERRORS_MAX)
    .map((error) => ({ in: place, ...error }));
}

/** What a check found, as the answer lists it; for checks of what is in a request, made apart. */
export function checkErrors(error: z.ZodError): Omit<FieldError, 'in'>[] {
  return error.issues.slice(0, FIELD_ERRORS_MAX).flatMap(({ code, path, message, ...params }) =>
    errorsOf({
      keyword: code,
      instancePath: path.map((part) => `/${escaped(String(part))}`).join(''),
      message,
      params,
    }),
  );
}

/** As a part of a JSON Pointer. */
export function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

function errorsOf(finding: Finding): Omit<FieldError, 'in'>[] {
  const path = finding.instancePath === '/' ? '' : finding.instancePath;
  if (finding.keyword === 'unrecognized_keys') {
    const keys = Array.isArray(finding.params.keys) ? finding.params.keys : [];
    return keys.map((key) => ({
      path: `${path}/${escaped(String(key).slice(0, 100))}`,
      code: 'unknown-field',
      lv: 'Šāda lauka nav. Izņemiet to.',
      en: 'There is no such field. Remove it.',
    }));
  }
  return [{ path, ...sentenceOf(finding) }];
}

function sentenceOf({ keyword, message = '', params }: Finding): LocalizedText & { code: string } {
  switch (keyword) {
    case 'invalid_type':
      return message.endsWith('received undefined')
        ? { code: 'missing', lv: 'Šis lauks ir obligāts.', en: 'This field is required.' }
        : {
            code: 'wrong-type',
            lv: `Vērtība ir cita veida. Vajag: ${typeText(params.expected).lv}.`,
            en: `The value is of another type. Expected: ${typeText(params.expected).en}.`,
          };
    case 'too_small':
      return { code: 'too-small', ...boundText(params, 'minimum') };
    case 'too_big':
      return { code: 'too-big', ...boundText(params, 'maximum') };
    case 'invalid_format':
      return {
        code: 'wrong-format',
        lv: `Vērtība nav pareizi pierakstīta. Vajag: ${formatOf(params)}.`,
        en: `The value is not written right. Expected: ${formatOf(params)}.`,
      };
    case 'invalid_value':
      return {
        code: 'not-one-of',
        lv: `Izvēlieties kādu no: ${listOf(params.values)}.`,
        en: `Choose one of: ${listOf(params.values)}.`,
      };
    case 'not_multiple_of':
      return {
        code: 'not-a-multiple',
        lv: `Skaitlim jādalās ar ${params.divisor}.`,
        en: `The number must be a multiple of ${params.divisor}.`,
      };
    default:
      // What `DayText` says of itself.
      if (isOfDay(params)) return NOT_A_DAY;
      return {
        code: 'not-accepted',
        lv: 'Vērtība nav pieņemama. Salīdziniet to ar API aprakstu.',
        en: 'The value is not accepted. Compare it with the description of the API.',
      };
  }
}

const NOT_A_DAY = {
  code: 'not-a-day',
  lv: 'Kalendārā tādas dienas nav. Dienu raksta kā 2026-03-11.',
  en: 'The calendar has no such day. A day is written as 2026-03-11.',
};

function isOfDay({ params }: Record<string, unknown>): boolean {
  return (
    typeof params === 'object' && params !== null && 'wanted' in params && params.wanted === 'day'
  );
}

const TYPES: Record<string, LocalizedText> = {
  int: { lv: 'vesels skaitlis', en: 'a whole number' },
  number: { lv: 'skaitlis', en: 'a number' },
  string: { lv: 'teksts', en: 'a text' },
  boolean: { lv: 'true vai false', en: 'true or false' },
  array: { lv: 'saraksts', en: 'a list' },
  object: { lv: 'objekts', en: 'an object' },
};

function typeText(expected: unknown): LocalizedText {
  return TYPES[String(expected)] ?? { lv: String(expected), en: String(expected) };
}

function boundText(params: Record<string, unknown>, bound: 'minimum' | 'maximum'): LocalizedText {
  const edge = String(params[bound]);
  const ofNumber = ['number', 'int', 'bigint', 'date'].includes(String(params.origin));
  const exclusive = params.inclusive === false;
  if (bound === 'minimum') {
    const [lv, en] = exclusive ? ['vairāk par', 'more than'] : ['vismaz', 'at least'];
    return ofNumber
      ? { lv: `Jābūt: ${lv} ${edge}.`, en: `It must be ${en} ${edge}.` }
      : { lv: `Garumam jābūt: ${lv} ${edge}.`, en: `Its length must be ${en} ${edge}.` };
  }
  const [lv, en] = exclusive ? ['mazāk par', 'less than'] : ['ne vairāk kā', 'at most'];
  return ofNumber
    ? { lv: `Jābūt: ${lv} ${edge}.`, en: `It must be ${en} ${edge}.` }
    : { lv: `Garumam jābūt: ${lv} ${edge}.`, en: `Its length must be ${en} ${edge}.` };
}

function formatOf(params: Record<string, unknown>): string {
  return params.format === 'regex' ? String(params.pattern) : String(params.format);
}

function listOf(values: unknown): string {
  return Array.isArray(values) ? values.slice(0, 30).join(', ') : String(values);
}
