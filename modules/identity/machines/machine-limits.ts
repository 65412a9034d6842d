import { BlockList, isIPv6 } from 'node:net';
import { Refusal } from '../../../platform/errors/refusal.ts';
import type { Machine } from './machine.ts';

const MINUTE_MS = 60_000;
const COUNTED_MAX = 10_000;

/** Made once for each reading of a machine, not for each request. */
const allowedOf = new WeakMap<Machine, BlockList>();

/** Refuses `machine-network-wrong`. */
export function demandNetwork(machine: Machine, address: string): void {
  if (machine.networks === null) return;
  const allowed = allowedOf.get(machine) ?? makeAllowed(machine.networks);
  allowedOf.set(machine, allowed);
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '');
  if (!allowed.check(plain, isIPv6(plain) ? 'ipv6' : 'ipv4')) {
    throw new Refusal('machine-network-wrong');
  }
}

function makeAllowed(networks: readonly string[]): BlockList {
  const allowed = new BlockList();
  for (const network of networks) {
    const [start = '', bits = ''] = network.split('/');
    allowed.addSubnet(start, Number(bits), isIPv6(start) ? 'ipv6' : 'ipv4');
  }
  return allowed;
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
