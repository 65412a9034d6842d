import { Refusal } from '../../../../platform/errors/refusal.ts';
import { nearestWord } from '../../../../platform/text/near-miss.ts';

const OPTIONS = [
  'filter',
  'select',
  'expand',
  'orderby',
  'top',
  'skip',
  'count',
  'search',
  'compute',
  'format',
  'skiptoken',
  'deltatoken',
] as const;

export type OptionName = (typeof OPTIONS)[number];

const ALIAS = /^[A-Za-z_]\w{0,127}$/;

/** Of OData, and not offered here. */
const UNSUPPORTED = new Set(
  'apply index schemaversion id levels at from to toinclusive'.split(' '),
);

/** What was asked, before it is understood. */
export interface OptionTexts {
  /** By their names without `$`, decoded. */
  options: ReadonlyMap<OptionName, string>;
  /** Values of `@name`, by the name. */
  aliases: ReadonlyMap<string, string>;
}

/**
 * The options of a query: of an address, or of a body that has them in the same form. Refuses with
 * `odata-option-unknown` what is none (a mistyped one would answer everything), with
 * `odata-option-twice`, `odata-not-supported` and `odata-malformed`.
 */
export function readOptionTexts(query: string): OptionTexts {
  const pairs = query.split('&').filter((pair) => pair !== '');
  return collectOptions(
    pairs.map((pair) => {
      const end = pair.indexOf('=');
      if (end < 0) return [decode(pair), ''];
      return [decode(pair.slice(0, end)), decode(pair.slice(end + 1))];
    }),
  );
}

/** The same of names and values that are no more encoded. */
export function collectOptions(pairs: readonly (readonly [string, string])[]): OptionTexts {
  const options = new Map<OptionName, string>();
  const aliases = new Map<string, string>();
  for (const [written, value] of pairs) {
    const isAlias = written.startsWith('@');
    const name = isAlias ? written.slice(1) : written.replace(/^\$/, '').toLowerCase();
    const isKnown = isAlias ? ALIAS.test(name) : (OPTIONS as readonly string[]).includes(name);
    if (!isKnown) throw unknownOption(written, name);
    const found: Map<string, string> = isAlias ? aliases : options;
    if (found.has(name)) throw new Refusal('odata-option-twice', { option: written });
    found.set(name, value);
  }
  return { options, aliases };
}

function unknownOption(written: string, name: string): Refusal {
  if (UNSUPPORTED.has(name)) return new Refusal('odata-not-supported', { what: `$${name}` });
  const nearest = nearestWord(name, OPTIONS);
  const suggestion = nearest === undefined ? {} : { suggestion: `$${nearest}` };
  return new Refusal('odata-option-unknown', { option: written.slice(0, 64), ...suggestion });
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new Refusal('odata-malformed', { at: 0, expected: ['UTF-8'] });
  }
}
