import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expireTransactions } from './index.ts';
import { books, newId, openTerminal, type Terminal } from './testing/terminal.ts';

const QUOTA = 5;
const RUNS = 60;
const place = await openTerminal({
  residents: RUNS + 1,
  quotaUnits: QUOTA,
  percent: 37,
  budgetCents: 200_000,
});

type State = 'authorised' | 'confirmed' | 'cancelled' | 'expired' | 'refunded';

/** A transaction as somebody would keep it on paper. */
interface Paper {
  id: string;
  state: State;
  quantity: number;
  confirmedCents: number;
  refundedCents: number;
  reservedCents: number;
  unitsLeft: number;
  refunds: number;
}

type Verb =
  | { kind: 'authorise' | 'one-step'; quantity: number; unitPriceCents: number }
  | { kind: 'confirm' | 'refund'; which: number; quantity: number }
  | { kind: 'cancel'; which: number }
  | { kind: 'wait' };

const which = fc.nat({ max: 5 });
const quantity = fc.integer({ min: 1, max: 4 });
const verb: fc.Arbitrary<Verb> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('authorise' as const, 'one-step' as const),
    quantity,
    unitPriceCents: fc.integer({ min: 1, max: 999 }),
  }),
  fc.record({ kind: fc.constantFrom('confirm' as const, 'refund' as const), which, quantity }),
  fc.record({ kind: fc.constant('cancel' as const), which }),
  fc.constant<Verb>({ kind: 'wait' }),
);

test('whatever is done in whatever order, books, quota and budget are what a paper would say', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(verb, { minLength: 3, maxLength: 14 }), async (verbs) => {
      const before = await books(place);
      const terminal = place.forNewPerson();
      const papers: Paper[] = [];
      for (const one of verbs) await doVerb(terminal, papers, one);
      const after = await books(place);
      const sum = (of: (paper: Paper) => number) =>
        papers.reduce((total, paper) => total + of(paper), 0);
      const posted = sum((paper) => paper.confirmedCents - paper.refundedCents);
      expect(after.postedCents - before.postedCents).toBe(posted);
      expect(after.usedBudgetCents - before.usedBudgetCents).toBe(
        posted + sum((paper) => paper.reservedCents),
      );
      const used = after.usedUnits - before.usedUnits;
      expect(used).toBeGreaterThanOrEqual(0);
      await giveEverythingBack(terminal, papers);
      const end = await books(place);
      expect(end).toMatchObject({
        postedCents: before.postedCents,
        usedUnits: before.usedUnits,
        usedBudgetCents: before.usedBudgetCents,
      });
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
}, 180_000);

async function doVerb(terminal: Terminal, papers: Paper[], one: Verb): Promise<void> {
  if (one.kind === 'wait') return await wait(terminal, papers);
  if (!('which' in one)) return await begin(terminal, papers, one);
  const paper = papers[one.which % Math.max(papers.length, 1)];
  if (!paper) return;
  if (one.kind === 'cancel') await cancel(terminal, paper);
  if (one.kind === 'confirm') await confirm(terminal, paper, one.quantity);
  if (one.kind === 'refund') await refund(terminal, paper, one.quantity);
}

async function begin(
  terminal: Terminal,
  papers: Paper[],
  one: Extract<Verb, { unitPriceCents: number }>,
): Promise<void> {
  const id = newId();
  const { quantity, unitPriceCents } = one;
  const lines = [{ line: '1', item: 'crossing', quantity, unitPriceCents }];
  const words = { transactionId: id, lines };
  const answer = await (one.kind === 'authorise'
    ? terminal.authorise(words)
    : terminal.oneStep(words)
  ).catch((error: { code?: string }) => {
    expect(error.code).toBe('no-relief-applies');
    return undefined;
  });
  if (!answer) return;
  const isOneStep = one.kind === 'one-step';
  papers.push({
    id,
    state: isOneStep ? 'confirmed' : 'authorised',
    quantity,
    confirmedCents: isOneStep ? answer.reliefCents : 0,
    refundedCents: 0,
    reservedCents: isOneStep ? 0 : answer.reliefCents,
    unitsLeft: isOneStep ? quantity : 0,
    refunds: 0,
  });
  await expectWithinQuota(terminal);
}

async function confirm(terminal: Terminal, paper: Paper, asked: number): Promise<void> {
  const quantity = Math.min(asked, paper.quantity);
  const code = await terminal.confirm(paper.id, { lines: [{ line: '1', quantity }] }).then(
    (answer) => {
      if (paper.state === 'authorised' || paper.state === 'expired') {
        expect(answer.late).toBe(paper.state === 'expired');
        paper.state = 'confirmed';
        paper.confirmedCents = answer.reliefCents;
        paper.reservedCents = 0;
        paper.unitsLeft = quantity;
      }
      return 'confirmed';
    },
    (error: { code?: string }) => error.code,
  );
  const allowed: Record<State, (string | undefined)[]> = {
    authorised: [],
    expired: ['transaction-expired'],
    confirmed: ['confirmed', 'already-confirmed'],
    cancelled: ['already-cancelled'],
    refunded: ['confirmed', 'already-refunded'],
  };
  expect(allowed[paper.state]).toContain(code);
  await expectWithinQuota(terminal);
}

async function cancel(terminal: Terminal, paper: Paper): Promise<void> {
  const code = await terminal.cancel(paper.id).then(
    () => 'cancelled',
    (error: { code?: string }) => error.code,
  );
  const expected: Record<State, string> = {
    authorised: 'cancelled',
    cancelled: 'cancelled',
    confirmed: 'already-confirmed',
    expired: 'transaction-expired',
    refunded: 'already-refunded',
  };
  expect(code).toBe(expected[paper.state]);
  if (paper.state !== 'authorised') return;
  paper.state = 'cancelled';
  paper.reservedCents = 0;
}

async function refund(terminal: Terminal, paper: Paper, quantity: number): Promise<void> {
  paper.refunds += 1;
  const refundId = `refund-${paper.refunds}`;
  const code = await terminal.refund(paper.id, { refundId, lines: [{ line: '1', quantity }] }).then(
    (answer) => {
      paper.refundedCents += answer.reliefCents;
      paper.unitsLeft -= quantity;
      if (paper.unitsLeft === 0) {
        paper.state = 'refunded';
        expect(paper.refundedCents).toBe(paper.confirmedCents);
      }
      return 'refunded';
    },
    (error: { code?: string }) => error.code,
  );
  if (paper.state === 'confirmed' && code !== 'refunded') {
    expect(quantity).toBeGreaterThan(paper.unitsLeft);
    expect(code).toBe('refund-exceeds-confirmed');
  }
}

async function wait(terminal: Terminal, papers: Paper[]): Promise<void> {
  terminal.context.clock.advance(20 * 60_000);
  await expireTransactions(terminal.context);
  for (const paper of papers) {
    if (paper.state !== 'authorised') continue;
    paper.state = 'expired';
    paper.reservedCents = 0;
  }
}

async function giveEverythingBack(terminal: Terminal, papers: Paper[]): Promise<void> {
  for (const paper of papers) {
    if (paper.state === 'authorised') await terminal.cancel(paper.id);
    if (paper.state === 'confirmed') await terminal.refund(paper.id, { refundId: 'refund-last' });
  }
}

async function expectWithinQuota(terminal: Terminal): Promise<void> {
  const over = await terminal.context.db.query(
    'select from transactions.usage_counters where used > $1',
    [QUOTA],
  );
  expect(over).toHaveLength(0);
}
