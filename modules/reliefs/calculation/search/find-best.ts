import type { Cents } from '../../../../platform/money/money.ts';
import type { Optimality } from '../../calculation.ts';
import { clearDraft, type Draft, fillDraft } from '../draft.ts';
import { branch } from './branch.ts';
import {
  choose,
  holdTransactions,
  type TransactionHolders,
  transactionHolders,
  unchoose,
} from './choose.ts';
import { contendersOf } from './contenders.ts';
import { type LineOption, type LineOptions, optionsOfLines } from './line-options.ts';
import { mayRecover, recoverableCents } from './recoverable.ts';

/** A choice for every line and what it comes to; no choice: as the slots fill by themselves. */
interface Found {
  cents: Cents;
  apply(draft: Draft): void;
}

export interface BestFound {
  optimality: Optimality;
  /** Lines chosen for, over all branches. */
  nodes: number;
}

/**
 * Finds the choice of reliefs that comes to most on the whole basket, and leaves the draft filled
 * with it and explained. `filledCents` is what the slots came to by themselves; of equally good
 * choices that one stays, else the first that the search finds.
 */
export function findBest(draft: Draft, filledCents: Cents): BestFound {
  let best: Found = { cents: filledCents, apply: unchoose };
  let boundCents = filledCents;
  let nodes = 0;
  const { holders, isAll } = transactionHolders(draft);
  for (const one of holders) {
    const found = searchWith(draft, one, best);
    best = found.best;
    boundCents = Math.max(boundCents, found.boundCents);
    nodes += found.nodes;
  }
  if (!isAll) boundCents = draft.lines.reduce((sum, line) => sum + line.priceCents, 0);
  best.apply(draft);
  clearDraft(draft);
  fillDraft(draft, true);
  const gapCents = boundCents - best.cents;
  return { optimality: gapCents <= 0 ? { proven: true } : { proven: false, gapCents }, nodes };
}

function searchWith(
  draft: Draft,
  holders: TransactionHolders,
  known: Found,
): { best: Found; boundCents: Cents; nodes: number } {
  let best = known;
  unchoose(draft);
  holdTransactions(draft, holders);
  clearDraft(draft);
  const { contenders, scarce } = contendersOf(draft);
  const lines = optionsOfLines(draft, contenders, scarce);
  const recoverable = recoverableCents(lines, scarce);

  const tried = new Set<string>();
  const tryOut = (chosen: readonly LineOption[]): Cents => {
    const key = chosen
      .map((option) => option.key)
      .sort()
      .join();
    if (tried.has(key)) return best.cents;
    tried.add(key);
    for (const cutLine of cutLines(chosen)) {
      const apply = () => {
        holdTransactions(draft, holders);
        choose(draft, chosen, cutLine);
      };
      apply();
      clearDraft(draft);
      const cents = fillDraft(draft, false);
      if (cents > best.cents) best = { cents, apply };
    }
    return best.cents;
  };
  const { nodes, boundCents } = branch(
    lines,
    { scarce, contenders, recoverable },
    { cents: best.cents, tryOut },
  );
  return { best, boundCents, nodes };
}

/** More lines than this are not tried as the one on which money runs out. */
const CUT_LINES_MAX = 8;

/** As the slots have it; or on a line where a later relief may take up what is cut. */
function cutLines(chosen: readonly LineOption[]): (number | undefined)[] {
  const recovering = chosen.filter(mayRecover).slice(0, CUT_LINES_MAX);
  return [undefined, ...recovering.map(({ line }) => line.position)];
}
