import { type IdsClient, IdsRefusal } from '../../sdk/index.ts';
import type { TerminalClock } from './connection.ts';
import type { Habit } from './habits.ts';

/** Of so many people who could come to a place it is found out whether they get a relief there. */
const ASKED_MAX = 200;
const ASKED_AT_ONCE = 8;
/** One in so many has none and comes all the same. */
const STRANGERS_EVERY = 12;

/**
 * Leaves to each habit the people who mostly get something there, and a few strangers: somebody
 * without a relief seldom shows a card for one. Asks the platform, as a terminal would.
 */
export async function keepRegulars(
  client: IdsClient,
  habits: readonly Habit[],
  clock: TerminalClock,
): Promise<void> {
  for (const habit of new Map(habits.map((one) => [one.cards, one])).values()) {
    const asked = shuffled(habit.cards).slice(0, ASKED_MAX);
    const strangers = asked.filter((_, index) => index % STRANGERS_EVERY === 0);
    const regulars: string[] = [];
    let next = 0;
    const ask = async () => {
      for (let value = asked[next++]; value; value = asked[next++]) {
        if (await getsRelief(client, habit, { value, at: clock() })) regulars.push(value);
      }
    };
    await Promise.all(Array.from({ length: ASKED_AT_ONCE }, ask));
    if (regulars.length === 0) continue;
    const few = strangers.slice(0, Math.ceil(regulars.length / STRANGERS_EVERY));
    habit.cards.splice(0, habit.cards.length, ...regulars, ...few);
  }
}

async function getsRelief(
  client: IdsClient,
  habit: Habit,
  { value, at }: { value: string; at: Date },
): Promise<boolean> {
  const asked = { terminal: habit.terminal, terminalAt: at.toISOString(), means: { value } };
  try {
    const { reliefs } = await client.identify(asked);
    return reliefs.length > 0;
  } catch (error) {
    if (error instanceof IdsRefusal) return false;
    throw error;
  }
}

function shuffled(values: readonly string[]): string[] {
  return values
    .map((value) => ({ value, rank: Math.random() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ value }) => value);
}
