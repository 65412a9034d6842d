import { decimalOf, decimalText } from './decimal.ts';
import type { Present } from './function-meaning.ts';
import { asNumber, asText, type Functions, takes } from './function-meaning.ts';

/** No text is longer; a place beyond is one at its end. As `exchange.text_place` has it. */
const PLACE_MAX = 5_000;
const BLANKS = ' \t\n\r\f\v';

/** Functions of texts. Lengths and places are counted in characters of Unicode, from 0. */
export const TEXT_FUNCTIONS: Functions = {
  concat: {
    gives: takes(['text', 'text'], 'text'),
    sql: ([one, other]) => `(${one} || ${other})`,
    value: ([one, other]) => asText(one) + asText(other),
  },
  contains: {
    gives: takes(['text', 'text'], 'boolean'),
    sql: ([text, part]) => `(strpos(${text}, ${part}) > 0)`,
    value: ([text, part]) => asText(text).includes(asText(part)),
  },
  startswith: {
    gives: takes(['text', 'text'], 'boolean'),
    sql: ([text, part]) => `starts_with(${text}, ${part})`,
    value: ([text, part]) => asText(text).startsWith(asText(part)),
  },
  endswith: {
    gives: takes(['text', 'text'], 'boolean'),
    // Reversed, the end is a beginning: so each part stands once.
    sql: ([text, part]) => `starts_with(reverse(${text}), reverse(${part}))`,
    value: ([text, part]) => asText(text).endsWith(asText(part)),
  },
  indexof: {
    gives: takes(['text', 'text'], 'integer'),
    sql: ([text, part]) => `(strpos(${text}, ${part}) - 1)::numeric`,
    value: ([text, part]) => {
      const place = asText(text).indexOf(asText(part));
      return decimalOf(place < 0 ? place : lengthOf(asText(text).slice(0, place)));
    },
  },
  length: {
    gives: takes(['text'], 'integer'),
    sql: ([text]) => `length(${text})::numeric`,
    value: ([text]) => decimalOf(lengthOf(asText(text))),
  },
  substring: {
    gives: (types) => {
      const wanted = types.length === 3 ? (['integer'] as const) : [];
      return takes(['text', 'integer', ...wanted], 'text')(types);
    },
    sql: ([text, start, count]) =>
      `substr(${text}, ${clamped(start)} + 1${count === undefined ? '' : `, ${clamped(count)}`})`,
    value: ([text, start, count]) => {
      const from = placeOf(start);
      const to = count === undefined ? undefined : from + placeOf(count);
      return [...asText(text)].slice(from, to).join('');
    },
  },
  tolower: {
    gives: takes(['text'], 'text'),
    sql: ([text]) => `(lower(${text} collate "default") collate "C")`,
    value: ([text]) => asText(text).toLowerCase(),
  },
  toupper: {
    gives: takes(['text'], 'text'),
    sql: ([text]) => `(upper(${text} collate "default") collate "C")`,
    value: ([text]) => asText(text).toUpperCase(),
  },
  trim: {
    gives: takes(['text'], 'text'),
    sql: ([text]) => `btrim(${text}, E' \\t\\n\\r\\f\\x0b')`,
    value: ([text]) => trimmed(asText(text)),
  },
};

function clamped(number: string | undefined): string {
  return `exchange.text_place(${number})`;
}

function placeOf(value: Present | undefined): number {
  const number = Number(decimalText(asNumber(value)));
  return Math.min(Math.max(number, 0), PLACE_MAX);
}

function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

function trimmed(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && BLANKS.includes(text.charAt(start))) start += 1;
  while (end > start && BLANKS.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}
