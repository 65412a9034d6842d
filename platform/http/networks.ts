import { BlockList, isIPv6 } from 'node:net';

/** The longest prefix, by which a network is one address. */
const BITS = { ipv4: 32, ipv6: 128 } as const;

/** Tells whether an address, as a socket states it, is of one of some networks (CIDR, or one address). */
export function inNetworks(networks: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const network of networks) {
    const [start = '', bits] = network.split('/');
    const family = familyOf(start);
    list.addSubnet(start, Number(bits ?? BITS[family]), family);
  }
  return (address) => {
    // As IPv6 sockets state an address of IPv4.
    const plain = address.replace(/^::ffff:(?=\d+\.)/, '');
    return list.check(plain, familyOf(plain));
  };
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIPv6(address) ? 'ipv6' : 'ipv4';
}
