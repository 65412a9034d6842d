import type { IncomingHttpHeaders } from 'node:http';
import { Refusal } from '../../../platform/errors/refusal.ts';
import type { ShapeOptions } from './serving/shape-record.ts';

export interface AnswerForm extends ShapeOptions {
  kind: 'json' | 'xml';
  /** Without what tells where the answer is described. */
  isBare: boolean;
  mediaType: string;
}

const JSON_TYPE = 'application/json';
const XML_TYPE = 'application/xml';

/**
 * In which form an answer is wanted: by `$format`, or else by the header Accept. Refuses with
 * `odata-format-unknown` what is not JSON (or, of the model, XML), and with `odata-version-unknown`
 * who does not know version 4.
 */
export function answerForm(
  headers: IncomingHttpHeaders,
  format: string | undefined,
  { first }: { first: 'json' | 'xml' },
): AnswerForm {
  const most = headers['odata-maxversion'];
  if (most !== undefined && !(Number.parseFloat(String(most)) >= 4)) {
    throw new Refusal('odata-version-unknown');
  }
  const asked = (format ?? headers.accept ?? '*/*').toLowerCase();
  const kinds = first === 'xml' ? (['xml', 'json'] as const) : (['json'] as const);
  const kind = kinds.find((one) => isAsked(asked, one)) ?? (isAny(asked) ? first : undefined);
  if (!kind) throw new Refusal('odata-format-unknown', { formats: kinds });
  if (kind === 'xml') {
    return { kind, isBare: false, exactAsText: false, mediaType: XML_TYPE };
  }
  const exactAsText = /ieee754compatible=true/.test(asked);
  const isBare = /metadata=none/.test(asked);
  const parameters = `;odata.metadata=${isBare ? 'none' : 'minimal'};IEEE754Compatible=${exactAsText}`;
  return { kind, isBare, exactAsText, mediaType: `${JSON_TYPE}${parameters};charset=utf-8` };
}

function isAsked(asked: string, kind: 'json' | 'xml'): boolean {
  return new RegExp(`(^|[/,\\s])${kind}\\b`).test(asked);
}

function isAny(asked: string): boolean {
  return /\*\/\*|application\/\*/.test(asked);
}

/** What a reader prefers (RFC 7240): the size of pages, and to be told what changes afterwards. */
export function readPreferences(header: string | string[] | undefined): {
  pageSize: number | undefined;
  tracksChanges: boolean;
} {
  const preferences = [header ?? []].flat().join(',').toLowerCase();
  const size = /(?:^|[,\s])(?:odata\.)?maxpagesize\s*=\s*"?([1-9]\d{0,8})/.exec(preferences)?.[1];
  return {
    pageSize: size === undefined ? undefined : Number(size),
    tracksChanges: /(?:^|[,\s])(?:odata\.)?track-changes/.test(preferences),
  };
}
