import { type Call, type Sending, send } from './send.ts';
import type * as Api from './types.ts';

export interface IdsClientOptions {
  /** Where the platform is: `https://reliefs.example`. Empty in a page that it serves itself. */
  baseUrl: string;
  /** Access key of the IDS. Left out in a browser that is signed in. */
  accessKey?: string;
  /** Language of the sentences: `lv` unless stated. */
  language?: 'lv' | 'en';
  /** How long one attempt may take. */
  timeoutMs?: number;
  attemptsMax?: number;
  backoffMs?: number;
  fetch?: typeof globalThis.fetch;
}

/**
 * The IDS API as functions. Each may be repeated with the same ids without being carried out twice;
 * the client itself repeats a call that got no answer. Throws the errors of `errors.ts`.
 */
export interface IdsClient {
  /** What this means can get here. */
  identify(request: Api.IdentifyRequest): Promise<Api.IdentifyAnswer>;
  /** Calculates and reserves. Confirm it before `expiresAt`, or cancel it. */
  authorise(request: Api.AuthoriseRequest): Promise<Api.TransactionAnswer>;
  /** Authorises and confirms at once: for a validator in a bus. */
  oneStep(request: Api.OneStepRequest): Promise<Api.TransactionAnswer>;
  confirm(transactionId: string, request: Api.ConfirmRequest): Promise<Api.ConfirmAnswer>;
  cancel(transactionId: string, request: Api.CancelRequest): Promise<Api.CancelAnswer>;
  refund(transactionId: string, request: Api.RefundRequest): Promise<Api.RefundAnswer>;
  get(transactionId: string): Promise<Api.TransactionDetails>;
  /** One page; `listAll` walks through all of them. */
  list(request: Api.ListRequest): Promise<Api.ListAnswer>;
  listAll(request: Api.ListRequest): AsyncGenerator<Api.TransactionRow>;
  /** Compares a day's totals with the platform's, and lists what differs. */
  dailyTotals(request: Api.DailyTotalsRequest): Promise<Api.DailyTotalsAnswer>;
  /** The provider's own catalogue, as the platform knows it. */
  items(): Promise<Api.Item[]>;
  terminals(): Promise<Api.Terminal[]>;
}

export function createIdsClient(options: IdsClientOptions): IdsClient {
  const sending: Sending = {
    baseUrl: `${options.baseUrl.replace(/\/$/, '')}/ids/v1`,
    headers: {
      accept: 'application/json, application/problem+json',
      'accept-language': options.language ?? 'lv',
      ...(options.accessKey ? { authorization: `Bearer ${options.accessKey}` } : {}),
    },
    timeoutMs: options.timeoutMs ?? 5_000,
    attemptsMax: options.attemptsMax ?? 4,
    backoffMs: options.backoffMs ?? 250,
    fetch: options.fetch ?? globalThis.fetch.bind(globalThis),
  };
  const call = <Answer>(request: Call) => send<Answer>(sending, request);
  const post = <Answer>(path: string, body: unknown) =>
    call<Answer>({ method: 'POST', path, body });
  const read = <Answer>(path: string) => call<Answer>({ method: 'GET', path });
  const list = (request: Api.ListRequest) =>
    read<Api.ListAnswer>(`/transactions?${queryOf(request)}`);
  return {
    identify: (request) => post('/identify', request),
    authorise: (request) => post('/transactions', request),
    oneStep: (request) => post('/transactions/one-step', request),
    confirm: (id, request) => post(`${pathOf(id)}/confirm`, request),
    cancel: (id, request) => post(`${pathOf(id)}/cancel`, request),
    refund: (id, request) => post(`${pathOf(id)}/refund`, request),
    get: (id) => read(pathOf(id)),
    list,
    listAll: (request) => walk(list, request),
    dailyTotals: (request) => post('/daily-totals', request),
    items: () =>
      all(async (after) => {
        const page = await read<Api.ItemsAnswer>(`/items${after}`);
        return { rows: page.items, next: page.next };
      }),
    terminals: () =>
      all(async (after) => {
        const page = await read<Api.TerminalsAnswer>(`/terminals${after}`);
        return { rows: page.terminals, next: page.next };
      }),
  };
}

/** A new transaction id: keep it, with the request, before sending. */
export function newTransactionId(): string {
  return crypto.randomUUID();
}

function pathOf(transactionId: string): string {
  return `/transactions/${encodeURIComponent(transactionId)}`;
}

function queryOf(request: Api.ListRequest): string {
  const stated = Object.entries(request).filter(([, value]) => value !== undefined);
  return new URLSearchParams(stated.map(([name, value]) => [name, String(value)])).toString();
}

async function* walk(
  list: (request: Api.ListRequest) => Promise<Api.ListAnswer>,
  request: Api.ListRequest,
): AsyncGenerator<Api.TransactionRow> {
  let cursor = request.cursor;
  for (;;) {
    const page = await list({ ...request, cursor });
    yield* page.transactions;
    if (page.next === null) return;
    cursor = page.next;
  }
}

const PAGES_MAX = 1_000;

/** Every row of a small catalogue, page by page. */
async function all<Row>(
  read: (after: string) => Promise<{ rows: Row[]; next: string | null }>,
): Promise<Row[]> {
  const rows: Row[] = [];
  let after = '';
  for (let page = 0; page < PAGES_MAX; page++) {
    const found = await read(after);
    rows.push(...found.rows);
    if (found.next === null) return rows;
    after = `?after=${encodeURIComponent(found.next)}`;
  }
  return rows;
}
