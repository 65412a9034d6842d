/** A refusal as the server states it (RFC 9457), or as the browser met it. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly lv: string;
  readonly en: string;
  readonly requestId: string | undefined;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(stated: Record<string, unknown>, status: number) {
    const code = typeof stated.code === 'string' ? stated.code : 'internal-error';
    super(code);
    this.name = 'Problem';
    this.status = status;
    this.code = code;
    this.lv = textOf(stated.lv) ?? 'Kaut kas neizdevās. Mēģiniet vēlreiz pēc brīža.';
    this.en = textOf(stated.en) ?? 'Something went wrong. Try again in a moment.';
    this.requestId = textOf(stated.requestId);
    this.details = stated;
  }

  /** Whether the request may have arrived although no answer did. */
  get isUnanswered(): boolean {
    return this.code === 'no-connection' || this.status >= 500;
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** No answer came at all: the network or the server is away. */
export function noConnection(): Problem {
  return new Problem(
    {
      code: 'no-connection',
      lv: 'Nav savienojuma ar serveri. Pārbaudiet interneta savienojumu un mēģiniet vēlreiz.',
      en: 'There is no connection to the server. Check your internet connection and try again.',
    },
    0,
  );
}
