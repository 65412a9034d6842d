import { Gauge, type Registry } from 'prom-client';
import type { Context } from '../../../platform/context.ts';
import { countWaiting } from './sql/count-waiting.ts';
import { selectLongestWaiting } from './sql/select-longest-waiting.ts';

/** A register of everybody: how far its load is followed must be seen. Counting so many takes a fifth of a second. */
const COUNTED_MAX = 2_000_000;

/** Tells Prometheus who waits for entitlements to follow, when it asks. */
export function measureFollowing(registry: Registry, { db, clock }: Context): void {
  new Gauge({
    name: 'koplieta_entitlements_waiting',
    help: 'Changes of persons that entitlements do not follow yet, counted up to 2,000,000.',
    registers: [registry],
    async collect() {
      this.set(await countWaiting(db, COUNTED_MAX));
    },
  });
  new Gauge({
    name: 'koplieta_entitlements_waiting_seconds',
    help: 'For how long the change waits that has waited longest for entitlements to follow.',
    registers: [registry],
    async collect() {
      const since = await selectLongestWaiting(db);
      this.set(since ? (clock.now().getTime() - since.getTime()) / 1_000 : 0);
    },
  });
}
