import type { Cents } from '../../../../platform/money/money.ts';
import type { Contender, Scarcity } from './contenders.ts';
import type { LineOption, LineOptions, Pick } from './line-options.ts';
import { isShareOfRest, laterThan } from './recovery.ts';

export interface Recoverable {
  /** Of amounts that are spread over lines. */
  spreadCents: Cents;
  /** On the lines where pools of money run out. */
  cutCents: Cents;
}

/**
 * By how much a choice may come to more than the search reckons: where money runs out a relief is
 * cut, and what it leaves a later relief on the same line may take up. A cut between nothing and
 * all of a relief is as good as a mixture of the two where the later relief is a share of the rest,
 * up to a rounding of each; elsewhere at most a quarter of the cut relief better. Each pool of
 * money runs out on one line; an amount that is spread may be cut on every line.
 */
export function recoverableCents(
  lines: readonly LineOptions[],
  scarce: readonly Scarcity[],
): Recoverable {
  const largest = scarce.map(() => 0);
  let spreadCents = 0;
  for (const { options } of lines) {
    let ofSpread = 0;
    for (const { picks, fitting } of options) {
      picks.forEach((pick) => {
        const cents = recoveredOf(pick, fitting);
        if (pick.contender.looksAtBasket) ofSpread = Math.max(ofSpread, cents);
        else {
          for (const { index: at } of pick.contender.cents) {
            largest[at] = Math.max(largest[at] ?? 0, cents);
          }
        }
      });
    }
    spreadCents += ofSpread;
  }
  return { spreadCents, cutCents: largest.reduce((sum, cents) => sum + cents, 0) };
}

/** Whether what a relief would lose to a cut could be taken up later on the same line. */
export function mayRecover({ picks, fitting }: LineOption): boolean {
  return picks.some((pick) => recoveredOf(pick, fitting) > 0);
}

function recoveredOf({ contender, cents }: Pick, fitting: readonly Contender[]): Cents {
  if (contender.cents.length === 0) return 0;
  const later = laterThan(contender, fitting);
  if (later.length === 0) return 0;
  const roundings = new Set(later.map(({ place }) => place)).size;
  return roundings + (later.every(isShareOfRest) ? 0 : Math.ceil(cents / 4));
}
