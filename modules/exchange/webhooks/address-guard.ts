import { type LookupAddress, lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** What an address on the network may be: outside, or this machine while a country is simulated. */
export interface AddressRule {
  /** Also `http:` to this machine itself: for a simulated country, never in real use. */
  loopback: boolean;
}

const LENGTH_MAX = 2_000;

/** Ranges of IPv4 that are not out in the open (IANA's register of special purposes). */
const CLOSED_V4: readonly [network: string, prefix: number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
];

/** Of the public IPv6: documentation, and those that carry another address inside. */
const CLOSED_V6: readonly [network: string, prefix: number][] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

const closed = new BlockList();
for (const [network, prefix] of CLOSED_V4) closed.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of CLOSED_V6) closed.addSubnet(network, prefix, 'ipv6');
const publicV6 = new BlockList();
publicV6.addSubnet('2000::', 3, 'ipv6');
const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** A machine that must not be reached from here. */
export class ClosedAddressError extends Error {
  readonly code = 'ECLOSED';
  constructor() {
    super('The address is not out in the open.');
    this.name = 'ClosedAddressError';
  }
}

/**
 * Whether a text is an address to which pages may be sent: `https:`, without credentials; a machine
 * named by its number must be out in the open. One named by its name is judged when it is connected to.
 */
export function isWebhookUrl(text: string, rule: AddressRule): boolean {
  if (text.length > LENGTH_MAX || !URL.canParse(text)) return false;
  const { protocol, username, password, hash } = new URL(text);
  if (username || password || hash) return false;
  const host = hostOf(new URL(text));
  if (protocol === 'http:') return rule.loopback && isLoopbackName(host);
  if (protocol !== 'https:') return false;
  if (isIP(host)) return isOpenAddress(host, rule);
  return host !== 'localhost' || rule.loopback;
}

/** The name or number of the machine, as sockets take it. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, '$1');
}

function isLoopbackName(host: string): boolean {
  return host === 'localhost' || (isIP(host) !== 0 && isLoopback(host));
}

function isLoopback(address: string): boolean {
  return loopback.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/** Whether a machine's number is out in the open, or this machine where the rule lets it be. */
export function isOpenAddress(address: string, rule: AddressRule): boolean {
  if (rule.loopback && isLoopback(address)) return true;
  if (isIP(address) === 4) return !closed.check(address, 'ipv4');
  return publicV6.check(address, 'ipv6') && !closed.check(address, 'ipv6');
}

/**
 * Finds the numbers of a machine for a connection that is about to be made, and fails with
 * `ClosedAddressError` when any of them must not be reached: a name that resolves to one number when
 * it is checked and to another when it is used gains nothing.
 */
export function guardedLookup(rule: AddressRule): LookupFunction {
  return (host, options, callback) => {
    lookup(host, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      const [first] = addresses ?? [];
      if (error || !first) return callback(error ?? new ClosedAddressError(), '', 0);
      if (!addresses.every(({ address }) => isOpenAddress(address, rule))) {
        return callback(new ClosedAddressError(), '', 0);
      }
      if (options.all) return callback(null, addresses);
      callback(null, first.address, first.family);
    });
  };
}
