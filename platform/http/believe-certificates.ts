import type { FastifyInstance } from 'fastify';
import { inNetworks } from './networks.ts';

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
  const isOurs = inNetworks(proxies.split(','));
  app.addHook('onRequest', (request, _reply, done) => {
    if (request.raw.headers[name] !== undefined) {
      if (!isOurs(request.raw.socket.remoteAddress ?? '')) delete request.raw.headers[name];
    }
    done();
  });
}
