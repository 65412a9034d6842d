import { isContradiction } from './contradiction.ts';
import { isLiteral, type Literal, type Way } from './literal.ts';
import type { Scope } from './scope.ts';
import type { Signed } from './signed.ts';
import { waysOf } from './ways.ts';
import { makeCodeNumbers, type World } from './world.ts';

/** So many steps a search may take, some tens of milliseconds. Beyond, everything counts as possible. */
const STEPS_MAX = 20_000;

/**
 * Whether some person, on some day of the world, can have all these verdicts at once. "No" is
 * proven; "yes" only says that no proof was found: what the search does not understand, and what
 * would take it too long, counts as possible. Pure.
 */
export function canBe(demands: readonly Signed[], world: World): boolean {
  const { budget } = world;
  const most = Math.min(STEPS_MAX, budget?.steps ?? STEPS_MAX);
  const steps = { left: most };
  const codeNumbers = makeCodeNumbers();
  const scopeOn = (days: World['days']): Scope => ({
    world: { ...world, days },
    codeNumbers,
    canBe: (others, on = days) => search(others, scopeOn(on), steps),
  });
  const isPossible = search(demands, scopeOn(world.days), steps);
  if (budget) budget.steps -= most - Math.max(0, steps.left);
  return isPossible;
}

/** All searches of one question take of the same steps. */
interface Steps {
  left: number;
}

interface Branch {
  /** What is still to be taken apart. */
  open: (Signed | Literal)[];
  /** What has several ways: left until the rest is taken. */
  choices: (readonly Way[])[];
  taken: Literal[];
}

function search(demands: readonly Signed[], scope: Scope, steps: Steps): boolean {
  const canGoOn = ({ open, choices, taken }: Branch): boolean => {
    while (open.length > 0) {
      steps.left -= 1;
      if (steps.left < 0) return true;
      const next = open.pop() as Signed | Literal;
      if (isLiteral(next)) {
        taken.push(next);
        if (isContradiction(taken, scope)) return false;
        continue;
      }
      const [only, ...others] = waysOf(next, scope);
      if (!only) return false;
      if (others.length === 0) open.push(...only);
      else choices.push([only, ...others]);
    }
    const ways = choices.pop();
    if (!ways) return true;
    return ways.some((way) =>
      canGoOn({ open: [...way], choices: [...choices], taken: [...taken] }),
    );
  };
  return canGoOn({ open: [...demands], choices: [], taken: [] });
}
