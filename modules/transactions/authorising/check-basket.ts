import type { Day } from '../../../platform/clock/day.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import type { BasketLine } from '../../reliefs/index.ts';
import type { AuthoriseRequest, BasketLineRequest } from '../api.ts';
import { isInForce, type ProviderReference } from '../reference.ts';
import type { FoundMeans } from '../sql/read-for-authorisation.ts';
import type { ReferenceTerminal } from '../sql/read-provider-reference.ts';

/** How far the terminal's clock may be from the server's, for the terminal's to decide the day. */
export const CLOCK_DIFFERENCE_MAX_MS = 5 * 60_000;
/**
 * How long the clients' own ids are kept. A repeated request within it gets its first answer; what
 * is older is refused, never run again.
 */
export const CLIENT_ID_RETENTION_MS = 35 * 24 * 3_600_000;

/** Refuses what happens at a terminal whose time is not now. */
export function checkClock(terminalAt: Date, now: Date): void {
  const differenceMs = terminalAt.getTime() - now.getTime();
  if (Math.abs(differenceMs) > CLOCK_DIFFERENCE_MAX_MS) refuseClock(differenceMs, now);
}

/**
 * An act may have waited at the terminal: only a time to come is wrong, or one before the
 * transaction itself (`since`), which would put a refund into the books of an earlier day.
 */
export function checkClockOfAct(terminalAt: Date, now: Date, since?: Date): void {
  const differenceMs = terminalAt.getTime() - now.getTime();
  const isTooEarly =
    since !== undefined && since.getTime() - terminalAt.getTime() > CLOCK_DIFFERENCE_MAX_MS;
  if (isTooEarly || differenceMs > CLOCK_DIFFERENCE_MAX_MS) refuseClock(differenceMs, now);
}

export function refuseTooOld(terminalAt: Date, now: Date): void {
  if (now.getTime() - terminalAt.getTime() <= CLIENT_ID_RETENTION_MS) return;
  throw new Refusal('transaction-id-too-old', {
    keptDays: CLIENT_ID_RETENTION_MS / (24 * 3_600_000),
  });
}

function refuseClock(differenceMs: number, now: Date): never {
  throw new Refusal('terminal-clock-wrong', {
    serverAt: now.toISOString(),
    differenceSeconds: Math.round(differenceMs / 1_000),
  });
}

/** The terminal of a request. A terminal that signed in itself may only speak for itself. */
export function getTerminal(
  provider: ProviderReference,
  code: string,
  ownTerminalId: string | undefined,
): ReferenceTerminal {
  const terminal = provider.terminals.get(code);
  const isUsable = terminal?.status === 'active';
  if (!terminal || !isUsable || (ownTerminalId && ownTerminalId !== terminal.id)) {
    throw new Refusal('terminal-unknown', { terminal: code });
  }
  return terminal;
}

/** The lines of a request with what the provider's catalogue says about their items. */
export function basketLines(
  provider: ProviderReference,
  lines: readonly BasketLineRequest[],
): BasketLine[] {
  refuseRepeatedLines(lines);
  return lines.map((line) => {
    const item = provider.items.get(line.item);
    if (!item) throw new Refusal('item-unknown', { line: line.line, item: line.item });
    const unitPriceCents = line.unitPriceCents ?? item.unitPriceCents;
    if (unitPriceCents === null) {
      throw new Refusal('price-missing', { line: line.line, item: line.item });
    }
    return {
      line: line.line,
      itemId: item.id,
      class: item.class,
      whose: line.whose,
      quantity: line.quantity,
      unitPriceCents,
      taxBasisPoints: item.taxBasisPoints,
    };
  });
}

export function refuseRepeatedLines(lines: readonly { line: string }[]): void {
  const seen = new Set<string>();
  for (const { line } of lines) {
    if (seen.has(line)) throw new Refusal('line-repeated', { line });
    seen.add(line);
  }
}

/** Refuses a day on which the provider may apply nothing, or not what is asked for. */
export function checkAgreements(
  provider: ProviderReference,
  request: Pick<AuthoriseRequest, 'asked'>,
  day: Day,
): void {
  if (!provider.agreedReliefs.some((agreed) => isInForce(agreed, day))) {
    throw new Refusal('agreement-not-in-force', { day });
  }
  for (const relief of request.asked) {
    const agreed = provider.agreedReliefs.find(({ id }) => id === relief);
    if (!agreed) throw new Refusal('relief-not-agreed', { relief });
    if (!isInForce(agreed, day)) throw new Refusal('agreement-not-in-force', { day, relief });
  }
}

/** Refuses what was shown when it cannot be used now, by the server's clock. */
export function checkMeans(means: FoundMeans | null, now: Date): asserts means is FoundMeans {
  if (!means) throw new Refusal('means-not-recognised');
  if (means.status !== 'active') throw new Refusal('means-blocked');
  if (means.singleUse && means.used) throw new Refusal('means-already-used');
  const isOver = means.validTo !== null && new Date(means.validTo) <= now;
  if (isOver || new Date(means.validFrom) > now) throw new Refusal('means-not-valid');
}
