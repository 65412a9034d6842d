import { Refusal } from '../../../platform/errors/refusal.ts';
import { inNetworks } from '../../../platform/http/networks.ts';
import type { Machine } from './machine.ts';

const MINUTE_MS = 60_000;
const COUNTED_MAX = 10_000;

/** Made once for each reading of a machine, not for each request. */
const allowedOf = new WeakMap<Machine, (address: string) => boolean>();

/** Refuses `machine-network-wrong`. */
export function demandNetwork(machine: Machine, address: string): void {
  if (machine.networks === null) return;
  const isAllowed = allowedOf.get(machine) ?? inNetworks(machine.networks);
  allowedOf.set(machine, isAllowed);
  if (!isAllowed(address)) throw new Refusal('machine-network-wrong');
}

/** Counts by minute; when there are too many machines it begins anew. Refuses `too-many-requests`. */
export function makeRate(): (machine: Machine, nowMs: number) => void {
  let minute = 0;
  let counts = new Map<string, number>();
  return ({ clientId, ratePerMinute }, nowMs) => {
    if (ratePerMinute === null) return;
    const current = Math.floor(nowMs / MINUTE_MS);
    if (current !== minute || counts.size > COUNTED_MAX) counts = new Map();
    minute = current;
    const count = (counts.get(clientId) ?? 0) + 1;
    counts.set(clientId, count);
    if (count > ratePerMinute) throw new Refusal('too-many-requests', { ratePerMinute });
  };
}
