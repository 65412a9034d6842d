import { type KeyObject, X509Certificate } from 'node:crypto';
import { request as forward } from 'node:http';
import { createServer } from 'node:https';
import type { TLSSocket } from 'node:tls';
import { makeCertificate, makeRevocationList, pemOf } from './certificate.ts';
import { certify, daysFromNow, makeKeys } from './keys.ts';
import type { Exchange } from './serve.ts';

/** The national authority with the cards that it issues, and the proxy that asks browsers for them. */
export interface Cards {
  settings: object;
  answer(exchange: Exchange): void;
}

const ROOT = { commonName: 'Simulated Latvian root' };
const EID = { commonName: 'Simulated Latvian eID' };
/** As the operator of the simulated country names it: KOPLIETA_CERTIFICATE_HEADER. */
const HEADER = 'x-client-certificate';

/** In days from now: of a good certificate, of one that ended and of one that has not begun. */
const TIMES: Readonly<Record<string, readonly [from: number, to: number]>> = {
  good: [-1, 400],
  expired: [-400, -1],
  'not-yet': [1, 400],
};

export async function makeCards(platform: string): Promise<Cards> {
  const [root, eid, stranger, card] = [makeKeys(), makeKeys(), makeKeys(), makeKeys()];
  const rootCertificate = certify(ROOT, root.publicKey, ROOT, root.privateKey);
  const eidCertificate = certify(EID, eid.publicKey, ROOT, root.privateKey);
  const revoked: string[] = [];
  const front = { platform };
  let listFault: string | undefined;
  const port = await serveCards(front, {
    key: root.privateKey.export({ format: 'pem', type: 'pkcs8' }) as string,
    cert: pemOf(rootCertificate),
  });
  const issue = (personalCode: string, fault = 'good') => {
    const [from, to] = TIMES[fault] ?? [-1, 400];
    const certificate = makeCertificate({
      subject: {
        commonName: 'Simulated person',
        serialNumber: fault === 'foreign' ? 'PNOEE-38001085718' : `PNOLV-${personalCode}`,
      },
      issuer: EID,
      ...{ publicKey: card.publicKey, authority: false, ...daysFromNow(from, to) },
      issuerKey: fault === 'another-authority' ? stranger.privateKey : eid.privateKey,
      use: fault === 'signing' ? 'signing' : 'signing-on',
    });
    if (fault === 'revoked') revoked.push(new X509Certificate(certificate).serialNumber);
    const key = card.privateKey.export({ format: 'pem', type: 'pkcs8' });
    return { certificate: pemOf(certificate), key };
  };
  const listOf = (issuer: typeof ROOT, issuerKey: KeyObject, serials: string[]) =>
    makeRevocationList({
      ...{ issuer, revoked: serials },
      issuerKey: listFault === 'forged' ? stranger.privateKey : issuerKey,
      ...(listFault === 'old' ? daysFromNow(-9, -2) : daysFromNow(-1, 1)),
    });
  return {
    settings: {
      kind: 'eid-card',
      code: 'simulated-eid-card',
      name: { lv: 'Simulētā eID karte', en: 'Simulated eID card' },
      level: 'high',
      url: `https://localhost:${port}`,
      authorities: [pemOf(rootCertificate)],
      intermediates: [pemOf(eidCertificate)],
    },
    answer: ({ path, form, send }) => {
      if (path === '/cards/root.crl' || path === '/cards/eid.crl') {
        if (listFault === 'gone') return send(503, '{}');
        const own = path === '/cards/eid.crl';
        return send(
          200,
          own ? listOf(EID, eid.privateKey, revoked) : listOf(ROOT, root.privateKey, []),
        );
      }
      if (path === '/cards/front') front.platform = form.platform ?? front.platform;
      if (path === '/cards/lists') listFault = form.fault;
      if (path !== '/cards/issue') return send(200, '{}');
      send(200, JSON.stringify(issue(form.personalCode ?? '', form.fault)));
    },
  };
}

/** TLS ends here. Whatever certificate was shown is handed over; what a client wrote there is not. */
async function serveCards(front: { platform: string }, tls: { key: string; cert: string }) {
  const options = { ...tls, requestCert: true, rejectUnauthorized: false };
  const server = createServer(options, (request, response) => {
    const { [HEADER]: _written, ...headers } = request.headers;
    const shown = (request.socket as TLSSocket).getPeerCertificate().raw;
    const certificate = shown ? { [HEADER]: encodeURIComponent(pemOf(shown)) } : {};
    const onward = forward(
      `${front.platform}${request.url}`,
      { method: request.method, headers: { ...headers, ...certificate } },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    onward.on('error', () => response.writeHead(502).end());
    request.pipe(onward);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}
