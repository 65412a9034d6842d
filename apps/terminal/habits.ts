import type { BasketLine, Item, Terminal } from '../../sdk/index.ts';

/** What people do at one kind of place: which card they show, what they buy, how often. */
export interface Habit {
  /** Cards of those who come: one list for all terminals of the place. */
  cards: string[];
  terminal: string;
  oneStep: boolean;
  /** How often, compared with the other habits. */
  weight: number;
  basket(): BasketLine[];
}

interface Custom {
  /** Class of the items that it is about. */
  class: RegExp;
  meansKind: string;
  weight: number;
  oneStep: boolean;
  linesMax: number;
  /** Of an item whose price is stated in the basket, in cents. */
  price: { from: number; to: number };
}

/** Invented shares of a day's transactions: most are taps in public transport. */
const CUSTOMS: readonly Custom[] = [
  {
    class: /^(city-|ferry-)/,
    meansKind: 'transport-card',
    weight: 45,
    oneStep: true,
    linesMax: 1,
    price: { from: 150, to: 200 },
  },
  {
    class: /^regional-bus/,
    meansKind: 'transport-card',
    weight: 12,
    oneStep: true,
    linesMax: 1,
    price: { from: 120, to: 900 },
  },
  {
    class: /^train/,
    meansKind: 'transport-card',
    weight: 8,
    oneStep: false,
    linesMax: 1,
    price: { from: 140, to: 900 },
  },
  {
    class: /^school-lunch/,
    meansKind: 'school-card',
    weight: 14,
    oneStep: true,
    linesMax: 1,
    price: { from: 215, to: 215 },
  },
  {
    class: /^(bread|dairy|produce|household-goods|alcohol|tobacco|grocery)/,
    meansKind: 'loyalty-card',
    weight: 12,
    oneStep: false,
    linesMax: 8,
    price: { from: 50, to: 2_000 },
  },
  {
    class: /^museum/,
    meansKind: 'school-card',
    weight: 3,
    oneStep: false,
    linesMax: 1,
    price: { from: 300, to: 900 },
  },
  {
    class: /^pool/,
    meansKind: 'eid-card',
    weight: 2,
    oneStep: false,
    linesMax: 1,
    price: { from: 500, to: 700 },
  },
  {
    class: /^(co-payment|prescription)/,
    meansKind: 'eid-card',
    weight: 2,
    oneStep: false,
    linesMax: 2,
    price: { from: 200, to: 4_000 },
  },
  {
    class: /^electricity/,
    meansKind: 'eid-card',
    weight: 2,
    oneStep: false,
    linesMax: 1,
    price: { from: 1_500, to: 9_000 },
  },
];

/** The habits of the people who come to an IDS's terminals, as far as they hold the cards for it. */
export function habitsOf(
  items: readonly Item[],
  terminals: readonly Terminal[],
  cards: ReadonlyMap<string, readonly string[]>,
): Habit[] {
  const habits: Habit[] = [];
  for (const custom of CUSTOMS) {
    const sold = items.filter((item) => custom.class.test(item.class));
    if (sold.length === 0 || !cards.get(custom.meansKind)?.length) continue;
    const holders = [...(cards.get(custom.meansKind) ?? [])];
    for (const terminal of terminals) {
      habits.push({
        cards: holders,
        terminal: terminal.code,
        oneStep: custom.oneStep,
        weight: custom.weight / terminals.length,
        basket: () => fillBasket(sold, custom),
      });
    }
  }
  return habits;
}

function fillBasket(sold: readonly Item[], custom: Custom): BasketLine[] {
  const count = between(1, custom.linesMax);
  return Array.from({ length: count }, (_, index) => {
    const item = sold[between(0, sold.length - 1)];
    return {
      line: String(index + 1),
      item: item?.code ?? '',
      quantity: custom.linesMax === 1 ? 1 : between(1, 3),
      unitPriceCents: item?.unitPriceCents ?? between(custom.price.from, custom.price.to),
    };
  });
}

function between(from: number, to: number): number {
  return from + Math.floor(Math.random() * (to - from + 1));
}

/** One habit of all places, as often as its weight says. */
export function chooseHabit<Place extends { habits: readonly Habit[] }>(
  places: readonly Place[],
): { place: Place; habit: Habit } {
  const all = places.flatMap((place) => place.habits.map((habit) => ({ place, habit })));
  let left = Math.random() * all.reduce((sum, { habit }) => sum + habit.weight, 0);
  for (const one of all) {
    left -= one.habit.weight;
    if (left <= 0) return one;
  }
  const last = all.at(-1);
  if (!last) throw new Error('There is no habit to choose.');
  return last;
}
