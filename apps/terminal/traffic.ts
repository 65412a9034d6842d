import { setTimeout as sleep } from 'node:timers/promises';
import {
  type BasketLine,
  type IdsClient,
  IdsError,
  IdsRefusal,
  newTransactionId,
} from '../../sdk/index.ts';
import { connectIds, setClock, type TerminalClock, type TerminalIds } from './connection.ts';
import { chooseHabit, type Habit, habitsOf } from './habits.ts';
import type { Language } from './receipt.ts';
import { keepRegulars } from './regulars.ts';

export interface TrafficOptions {
  baseUrl: string;
  language: Language;
  ids: TerminalIds[];
  /** Cards by the kind of means, as their issuers wrote them. */
  cards: ReadonlyMap<string, readonly string[]>;
  transactionsPerSecond: number;
  seconds: number;
  signal: AbortSignal;
  report(line: string): void;
}

/** How many calls may wait for their answers; more would only measure the queue. */
const UNDER_WAY_MAX = 64;
const REPORT_EVERY_MS = 5_000;
const CANCELLED_SHARE = 0.03;
const REFUNDED_SHARE = 0.02;

interface Counts {
  outcomes: Map<string, number>;
  durationsMs: number[];
}

/**
 * So many believable transactions a second over all providers: taps in buses, lunches, tickets,
 * groceries, with the refusals, cancellations and refunds that a day has. Ends after `seconds`, or
 * when `signal` says so.
 */
export async function runTraffic(options: TrafficOptions): Promise<void> {
  const places = await openPlaces(options);
  const clock = await setClock(options.baseUrl);
  const counts: Counts = { outcomes: new Map(), durationsMs: [] };
  const underWay = new Set<Promise<void>>();
  const startedMs = performance.now();
  let reportedMs = startedMs;
  for (let made = 0; !options.signal.aborted; made++) {
    const dueMs = startedMs + (made * 1_000) / options.transactionsPerSecond;
    if (dueMs > startedMs + options.seconds * 1_000) break;
    const waitMs = dueMs - performance.now();
    if (waitMs > 1) await sleep(waitMs, undefined, { signal: options.signal }).catch(() => {});
    while (underWay.size >= UNDER_WAY_MAX) await Promise.race(underWay);
    const call = serveSomebody({ places, clock, counts }).finally(() => underWay.delete(call));
    underWay.add(call);
    if (performance.now() - reportedMs > REPORT_EVERY_MS) {
      reportedMs = performance.now();
      options.report(summary(counts));
    }
  }
  await Promise.all(underWay);
  options.report(summary(counts));
}

interface Place {
  client: IdsClient;
  habits: Habit[];
}

async function openPlaces(options: TrafficOptions): Promise<Place[]> {
  const places: Place[] = [];
  for (const ids of options.ids) {
    const { client, terminals, items } = await connectIds(ids, options);
    const habits = habitsOf(items, terminals, options.cards);
    if (habits.length > 0) places.push({ client, habits });
  }
  const clock = await setClock(options.baseUrl);
  for (const [index, { client, habits }] of places.entries()) {
    options.report(
      `Finding out who gets something here: ${index + 1} of ${places.length} providers`,
    );
    if (!options.signal.aborted) await keepRegulars(client, habits, clock);
  }
  if (places.length === 0)
    throw new Error('No provider sells anything here, or nobody has a card.');
  return places;
}

async function serveSomebody({
  places,
  clock,
  counts,
}: {
  places: readonly Place[];
  clock: TerminalClock;
  counts: Counts;
}): Promise<void> {
  const { place, habit } = chooseHabit(places);
  const position = Math.floor(Math.random() * habit.cards.length);
  const value = habit.cards[position] ?? '';
  const begunMs = performance.now();
  let outcome: string;
  try {
    outcome = await serve(place.client, habit, { value, now: () => clock().toISOString() });
  } catch (error) {
    if (!(error instanceof IdsError)) throw error;
    outcome = error instanceof IdsRefusal ? error.code : error.name;
  }
  counts.durationsMs.push(performance.now() - begunMs);
  counts.outcomes.set(outcome, (counts.outcomes.get(outcome) ?? 0) + 1);
}

/** Carries one transaction through its life, and says how it ended. */
async function serve(
  client: IdsClient,
  habit: Habit,
  { value, now }: { value: string; now: () => string },
): Promise<string> {
  const transactionId = newTransactionId();
  const lines: BasketLine[] = habit.basket();
  const place = { terminal: habit.terminal, terminalAt: now(), means: { value } };
  const request = { ...place, transactionId, lines };
  if (habit.oneStep) {
    await client.oneStep({
      ...request,
      proof: { kind: 'ticket', number: transactionId.slice(0, 8) },
    });
  } else {
    await client.authorise(request);
    if (Math.random() < CANCELLED_SHARE) {
      await client.cancel(transactionId, { terminalAt: now() });
      return 'cancelled';
    }
    await client.confirm(transactionId, { terminalAt: now() });
  }
  if (Math.random() >= REFUNDED_SHARE) return 'confirmed';
  const refundId = newTransactionId();
  await client.refund(transactionId, { refundId, terminalAt: now() });
  return 'refunded';
}

/** What happened since the last summary, with the middle and the slowest hundredth of the times. */
function summary(counts: Counts): string {
  const sorted = counts.durationsMs.sort((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1);
  const outcomes = [...counts.outcomes].map(([outcome, count]) => `${outcome} ${count}`).join(', ');
  const line = `${sorted.length} served: ${outcomes || 'nothing'}; p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`;
  counts.durationsMs = [];
  counts.outcomes.clear();
  return line;
}
