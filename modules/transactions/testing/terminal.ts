import type { Context } from '../../../platform/context.ts';
import { type TestContext, testContext } from '../../../platform/testing/test-context.ts';
import { type Vejaine, type VejaineOptions, vejaine } from '../../../tools/fixture/vejaine.ts';
import { AuthoriseRequest, ConfirmRequest, OneStepRequest, RefundRequest } from '../api.ts';
import {
  authoriseInOneStep,
  authoriseTransaction,
  cancelTransaction,
  confirmTransaction,
  refundTransaction,
} from '../index.ts';

/** A terminal of the fixture's ferry, for tests: it speaks the use cases with short words. */
export interface Terminal {
  context: TestContext;
  ferry: Vejaine;
  /** The context of the ferry's IDS. */
  asIds: Context;
  now(): string;
  basket(change?: Partial<BasketWords>): AuthoriseRequest;
  authorise(change?: Partial<BasketWords>): ReturnType<typeof authoriseTransaction>;
  oneStep(change?: Partial<BasketWords>): ReturnType<typeof authoriseInOneStep>;
  confirm(id: string, change?: object): ReturnType<typeof confirmTransaction>;
  cancel(id: string): ReturnType<typeof cancelTransaction>;
  refund(id: string, change: object): ReturnType<typeof refundTransaction>;
  /** The same terminal at another server or of another IDS. */
  on(asIds: Context): Terminal;
  /** The same terminal before a resident whom no test has served yet. */
  forNewPerson(): Terminal;
}

export interface BasketWords {
  transactionId: string;
  crossings: number;
  coffees: number;
  means: string | undefined;
  terminal: string;
  terminalAt: string;
  [field: string]: unknown;
}

let made = 0;

export function newId(): string {
  made += 1;
  return `test-${String(made).padStart(8, '0')}`;
}

export async function openTerminal(options: VejaineOptions = {}): Promise<Terminal> {
  const context = await testContext();
  return terminalAt(context, await vejaine(context, options));
}

/** The terminal of a fixture that is there already. */
export function terminalAt(context: TestContext, ferry: Vejaine): Terminal {
  const asIds = context.as({ kind: 'ids', idsId: ferry.idsId, organisationId: ferry.providerId });
  return terminalOn(asIds, { context, ferry, served: [0], resident: 0 });
}

interface Place {
  context: TestContext;
  ferry: Vejaine;
  /** Residents who have been served, in one list for all terminals of the place. */
  served: number[];
  resident: number;
}

function terminalOn(asIds: Context, of: Place): Terminal {
  const { context, ferry } = of;
  const now = () => context.clock.now().toISOString();
  const content = (change: Partial<BasketWords>) => {
    const { crossings = 1, coffees = 0, means, ...rest } = change;
    const value = typeof means === 'string' ? means : ferry.residents[of.resident]?.means;
    return {
      transactionId: newId(),
      terminal: 'pramis-1',
      terminalAt: now(),
      means: { value },
      lines: [
        ...(crossings ? [{ line: '1', item: 'crossing', quantity: crossings }] : []),
        ...(coffees ? [{ line: '2', item: 'coffee', quantity: coffees }] : []),
      ],
      ...rest,
    };
  };
  return {
    context,
    ferry,
    asIds,
    now,
    basket: (change = {}) => AuthoriseRequest.parse(content(change)),
    authorise: (change = {}) =>
      authoriseTransaction(asIds, AuthoriseRequest.parse(content(change))),
    oneStep: (change = {}) => authoriseInOneStep(asIds, OneStepRequest.parse(content(change))),
    confirm: (id, change = {}) =>
      confirmTransaction(asIds, id, ConfirmRequest.parse({ terminalAt: now(), ...change })),
    cancel: (id) => cancelTransaction(asIds, id, { terminalAt: now() }),
    refund: (id, change) =>
      refundTransaction(asIds, id, RefundRequest.parse({ terminalAt: now(), ...change })),
    on: (other) => terminalOn(other, of),
    forNewPerson: () => {
      const resident = of.served.length;
      of.served.push(resident);
      if (!ferry.residents[resident]) throw new Error('The fixture has too few residents.');
      return terminalOn(asIds, { ...of, resident });
    },
  };
}

/** Another process on the same database: it shares no batch and no memory with the first. */
export function otherServer(terminal: Terminal): Terminal {
  const { pool } = terminal.context;
  const db = { query: pool.query, copy: pool.copy, transaction: pool.transaction };
  return terminal.on({ ...terminal.asIds, db });
}

/** The code that a call is refused with; fails when it is not refused. */
export async function refusalOf(call: Promise<unknown>): Promise<string> {
  return await call.then(
    () => 'not refused',
    (error: { code?: string; stack?: string }) => error.code ?? `failed: ${error.stack}`,
  );
}

/** Sums and counts of everything that stands in the books. */
export async function books({ context }: Pick<Terminal, 'context'>) {
  const [row] = await context.db.query<{
    transactions: number;
    lines: number;
    acts: number;
    open: number;
    postings: number;
    postedCents: number;
    clientIds: number;
    usedUnits: number;
    usedBudgetCents: number;
  }>(`select
    (select count(*) from transactions.transactions) as transactions,
    (select count(*) from transactions.lines) as lines,
    (select count(*) from transactions.acts) as acts,
    (select count(*) from transactions.open_authorisations) as open,
    (select count(*) from transactions.postings) as postings,
    (select coalesce(sum(amount_cents), 0)::bigint from transactions.postings) as "postedCents",
    (select count(*) from transactions.client_ids) as "clientIds",
    (select coalesce(sum(used), 0)::bigint from transactions.usage_counters) as "usedUnits",
    (select coalesce(sum(total_cents - rest_cents), 0)::bigint from transactions.budgets)
      - (select coalesce(sum(left_cents), 0)::bigint from transactions.budget_slots) as "usedBudgetCents"`);
  if (!row) throw new Error('The books cannot be read.');
  return row;
}
