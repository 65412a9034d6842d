/** What the grammar takes as it is outside of quoted texts. Each client encodes others of them. */
const PLAIN = /[A-Za-z0-9\-._~!()*,;:@/?$'="{}[\]\\]/;
const PLAIN_IN_TEXT = /[A-Za-z0-9\-._~]/;

/**
 * The value of a query option, percent-encoded in the one way in which the grammar reads it, whatever
 * was encoded when it came: within `'…'` and `"…"` everything that means something outside of them.
 */
export function canonicalText(value: string): string {
  let quote: string | undefined;
  let isEscaped = false;
  let written = '';
  for (const character of value) {
    const isQuote = character === "'" || character === '"';
    const ends = quote === character && !isEscaped;
    const plain = quote === undefined || ends ? PLAIN : PLAIN_IN_TEXT;
    const isKept = plain.test(character) || (character === '\\' && quote === '"');
    written += isKept ? character : encode(character);
    isEscaped = quote === '"' && character === '\\' && !isEscaped;
    if (ends) quote = undefined;
    else if (quote === undefined && isQuote) quote = character;
  }
  return written;
}

/** Also the five that `encodeURIComponent` leaves. */
function encode(character: string): string {
  const encoded = encodeURIComponent(character);
  if (encoded !== character) return encoded;
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}

/** Where a place of a canonical text stands in the value that it was made of. */
export function placeInValue(canonical: string, at: number): number {
  const before = canonical.slice(0, at).replace(/%[0-9A-F]?$/, '');
  try {
    return decodeURIComponent(before).length;
  } catch {
    return before.replace(/(%[0-9A-F]{2})+/g, ' ').length;
  }
}
