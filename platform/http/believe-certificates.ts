import { BlockList, isIPv6 } from 'node:net';
import type { FastifyInstance } from 'fastify';

/**
 * Takes the header with a client's certificate off every request that does not come from a proxy of ours:
 * a certificate is public, so whoever could write the header could be anybody. Without stated proxies only
 * this machine is believed.
 */
export function believeCertificates(
  app: Pick<FastifyInstance, 'addHook'>,
  { header, proxies = '127.0.0.0/8,::1' }: { header: string; proxies?: string | undefined },
): void {
  const name = header.toLowerCase();
  const believed = listOf(proxies);
  app.addHook('onRequest', (request, _reply, done) => {
    if (request.raw.headers[name] !== undefined) {
      const address = request.raw.socket.remoteAddress?.replace(/^::ffff:(?=\d+\.)/, '') ?? '';
      const isOurs = believed.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
      if (!isOurs) delete request.raw.headers[name];
    }
    done();
  });
}

function listOf(networks: string): BlockList {
  const list = new BlockList();
  for (const network of networks.split(',')) {
    const [start = '', bits] = network.split('/');
    const family = isIPv6(start) ? 'ipv6' : 'ipv4';
    list.addSubnet(start, Number(bits ?? (family === 'ipv6' ? 128 : 32)), family);
  }
  return list;
}
