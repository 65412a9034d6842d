/** A text that a person reads, in both languages of the platform. */
export interface LocalizedText {
  lv: string;
  en: string;
}

export type Language = keyof LocalizedText;

const DEFAULT_LANGUAGE: Language = 'lv';

/** The language that an `Accept-Language` header asks for (RFC 9110, 12.5.4); Latvian otherwise. */
export function pickLanguage(header: string | undefined): Language {
  let picked: Language = DEFAULT_LANGUAGE;
  let best = 0;
  for (const range of (header ?? '').slice(0, 500).split(',')) {
    const [tag = '', ...parameters] = range.trim().toLowerCase().split(';');
    const weight = weightOf(parameters);
    const language = languageOf(tag);
    if (language && weight > best) {
      picked = language;
      best = weight;
    }
  }
  return picked;
}

function weightOf(parameters: string[]): number {
  const quality = parameters.map((text) => text.trim()).find((text) => text.startsWith('q='));
  if (!quality) return 1;
  const weight = Number(quality.slice(2));
  return weight >= 0 && weight <= 1 ? weight : 0;
}

function languageOf(tag: string): Language | undefined {
  const primary = tag.split('-')[0];
  if (primary === '*') return DEFAULT_LANGUAGE;
  return primary === 'lv' || primary === 'en' ? primary : undefined;
}
