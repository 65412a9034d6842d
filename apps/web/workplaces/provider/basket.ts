import type { Item, OneStepRequest } from '../../../../sdk/index.ts';
import { requestedOf, type Stated, statedProof } from './stated.ts';

/** One line of the basket that is being built. */
export interface BasketLine {
  line: string;
  item: Item;
  quantity: number;
  /** The catalogue's, or the one stated here when the catalogue has none. */
  unitPriceCents: number;
  whose: 'recipient' | 'companion';
}

export const QUANTITY_MAX = 99;

export type BasketAct =
  | { do: 'add'; item: Item }
  | { do: 'count'; line: string; quantity: number }
  | { do: 'price'; line: string; unitPriceCents: number }
  | { do: 'turn'; line: string }
  | { do: 'remove'; line: string }
  | { do: 'clear' };

/** The basket after an act on it. A second touch of an item counts one more of it. */
export function changeBasket(lines: BasketLine[], act: BasketAct): BasketLine[] {
  switch (act.do) {
    case 'add':
      return added(lines, act.item);
    case 'count':
      return changed(lines, act.line, (line) => ({ ...line, quantity: act.quantity }));
    case 'price':
      return changed(lines, act.line, (line) => ({ ...line, unitPriceCents: act.unitPriceCents }));
    case 'turn':
      return changed(lines, act.line, (line) => ({
        ...line,
        whose: line.whose === 'recipient' ? 'companion' : 'recipient',
      }));
    case 'remove':
      return lines.filter(({ line }) => line !== act.line);
    case 'clear':
      return [];
  }
}

export function priceOf(lines: BasketLine[]): number {
  return lines.reduce((sum, line) => sum + line.quantity * line.unitPriceCents, 0);
}

/** The request of a basket; its id is made here, before anything is sent. */
export function requestOf(
  lines: BasketLine[],
  options: { terminal: string; means: string; at: Date; stated: Stated; inOneStep: boolean },
): OneStepRequest {
  return {
    transactionId: newTransactionId(),
    terminal: options.terminal,
    terminalAt: options.at.toISOString(),
    means: { value: options.means },
    lines: lines.map(({ line, item, quantity, unitPriceCents, whose }) => ({
      line,
      item: item.code,
      quantity,
      whose,
      ...(item.unitPriceCents === null ? { unitPriceCents } : {}),
    })),
    ...requestedOf(options.stated),
    ...(options.inOneStep ? statedProof(options.stated.proof) : {}),
  };
}

/**
 * 128 random bits: it must never meet another of the same IDS. Made here since `crypto.randomUUID` does
 * not exist in a page served over http within a shop's own network.
 */
export function newTransactionId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return `web-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

function added(lines: BasketLine[], item: Item): BasketLine[] {
  const same = lines.find((line) => line.item.code === item.code && line.whose === 'recipient');
  if (same) {
    const quantity = Math.min(QUANTITY_MAX, same.quantity + 1);
    return changed(lines, same.line, (line) => ({ ...line, quantity }));
  }
  const last = Math.max(0, ...lines.map(({ line }) => Number(line)));
  const unitPriceCents = item.unitPriceCents ?? 0;
  const line = String(last + 1);
  return [...lines, { line, item, quantity: 1, unitPriceCents, whose: 'recipient' }];
}

function changed(
  lines: BasketLine[],
  which: string,
  change: (line: BasketLine) => BasketLine,
): BasketLine[] {
  return lines.map((line) => (line.line === which ? change(line) : line));
}
