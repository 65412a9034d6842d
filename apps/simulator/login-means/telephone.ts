import {
  createHash,
  createPrivateKey,
  generateKeyPairSync,
  type KeyObject,
  privateEncrypt,
  randomUUID,
} from 'node:crypto';
import { makeCertificate, pemOf } from './certificate.ts';
import type { Exchange } from './serve.ts';

/** The simulated issuer of Smart-ID with everybody's telephone: what it is asked waits for an act there. */
export interface Telephones {
  settings: object;
  answer(exchange: Exchange): void;
}

interface Session {
  identifier: string;
  hash: Buffer;
  /** What the telephone answered; nothing yet. */
  outcome?: object;
}

const DAY_MS = 86_400_000;
const AUTHORITY = { commonName: 'Simulated EID-SK' };
/** DigestInfo of SHA-512 (RFC 8017, 9.2): what comes before the hash that is signed. */
const SHA512_PREFIX = Buffer.from('3051300d060960864801650304020305000440', 'hex');

export function makeTelephones(): Telephones {
  const authority = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const holder = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const root = certify(AUTHORITY, authority.publicKey, authority.privateKey, { authority: true });
  const sessions = new Map<string, Session>();
  const settings = {
    kind: 'smart-id',
    code: 'simulated-smart-id',
    name: { lv: 'Simulētais Smart-ID', en: 'Simulated Smart-ID' },
    level: 'high',
    relyingPartyUUID: '00000000-0000-4000-8000-000000000000',
    relyingPartyName: 'DEMO',
    authorities: [pemOf(root)],
  };
  const confirm = ({ identifier, hash }: Session, fault: string | undefined) => {
    const subject = { commonName: 'Simulated person', serialNumber: identifier };
    if (fault === 'another-person') subject.serialNumber = 'PNOLV-010190-10006';
    const issuerKey = fault === 'another-authority' ? stranger.privateKey : authority.privateKey;
    const ended = fault === 'expired';
    const certificate = certify(subject, holder.publicKey, issuerKey, { authority: false, ended });
    const signed = fault === 'another-hash' ? createHash('sha512').update('x').digest() : hash;
    return {
      state: 'COMPLETE',
      result: { endResult: 'OK', documentNumber: `${identifier}-MOCK-Q` },
      signature: {
        value: signHash(signed, holder.privateKey),
        algorithm: 'sha512WithRSAEncryption',
      },
      cert: {
        value: certificate.toString('base64'),
        certificateLevel: fault === 'weaker' ? 'ADVANCED' : 'QUALIFIED',
      },
      interactionFlowUsed: 'verificationCodeChoice',
    };
  };
  return {
    settings,
    answer: ({ path, json, form, send }) => {
      const begun = /^\/rp\/v2\/authentication\/etsi\/(PNOLV-[\d-]+)$/.exec(path)?.[1];
      if (begun) {
        const { hash, hashType, relyingPartyUUID } = json as Record<string, string>;
        if (hashType !== 'SHA512' || relyingPartyUUID !== settings.relyingPartyUUID) {
          return send(401, '{}');
        }
        const sessionID = randomUUID();
        sessions.set(sessionID, { identifier: begun, hash: Buffer.from(hash ?? '', 'base64') });
        return send(200, JSON.stringify({ sessionID }));
      }
      const asked = /^\/rp\/v2\/session\/([\w-]+)$/.exec(path)?.[1];
      if (asked) {
        const session = sessions.get(asked);
        if (!session) return send(404, '{}');
        return send(200, JSON.stringify(session.outcome ?? { state: 'RUNNING' }));
      }
      const acted = /^\/telephone\/([\w-]+)$/.exec(path)?.[1];
      const session = acted === undefined ? undefined : sessions.get(acted);
      if (session && acted) {
        if (form.act === 'forget') sessions.delete(acted);
        else if (form.act === 'confirm') session.outcome = confirm(session, form.fault);
        else session.outcome = { state: 'COMPLETE', result: { endResult: form.act ?? 'TIMEOUT' } };
        return send(200, pageOf(sessions));
      }
      send(200, pageOf(sessions));
    },
  };
}

function certify(
  subject: { commonName: string; serialNumber?: string },
  publicKey: KeyObject,
  issuerKey: KeyObject,
  { authority, ended = false }: { authority: boolean; ended?: boolean },
): Buffer {
  const now = Date.now();
  const [from, to] = ended ? [-400, -1] : [-1, 400];
  return makeCertificate({
    ...{ subject, issuer: AUTHORITY, publicKey, issuerKey, authority },
    ...{ from: new Date(now + from * DAY_MS), to: new Date(now + to * DAY_MS) },
  });
}

/** A telephone gets the hash alone, and signs that. */
function signHash(hash: Buffer, key: KeyObject): string {
  const pem = createPrivateKey(key.export({ format: 'pem', type: 'pkcs8' }) as string);
  return privateEncrypt(pem, Buffer.concat([SHA512_PREFIX, hash])).toString('base64');
}

function codeOf(hash: Buffer): string {
  const number = createHash('sha256').update(hash).digest().readUInt16BE(30) % 10_000;
  return String(number).padStart(4, '0');
}

const ACTS: readonly [act: string, label: string][] = [
  ['confirm', 'Apstiprināt'],
  ['USER_REFUSED', 'Atcelt'],
  ['WRONG_VC', 'Izvēlēties citu kodu'],
  ['TIMEOUT', 'Neatbildēt'],
];

/** The telephones of all people at once: what is asked of each, with the code and the buttons. */
function pageOf(sessions: ReadonlyMap<string, Session>): string {
  const waiting = [...sessions].filter(([, { outcome }]) => !outcome);
  const rows = waiting.map(([id, { identifier, hash }]) => {
    const buttons = ACTS.map(
      ([act, label]) => `<button name="act" value="${act}">${label}</button>`,
    );
    return `<li data-session="${id}">${identifier}: <strong>${codeOf(hash)}</strong>
<form method="post" action="/telephone/${id}">${buttons.join(' ')}</form></li>`;
  });
  return `<!doctype html><html lang="lv"><meta charset="utf-8"><title>Simulētie tālruņi</title>
<h1>Simulētie tālruņi</h1><ul>${rows.join('')}</ul></html>`;
}
