import type { Signed } from './signed.ts';
import type { CodeNumbers, World } from './world.ts';

/** What one search shares with the searches that it needs about other persons and other days. */
export interface Scope {
  world: World;
  codeNumbers: CodeNumbers;
  /** Whether another person can be so; on the days of the world, unless others are given. */
  canBe(demands: readonly Signed[], days?: World['days']): boolean;
}
