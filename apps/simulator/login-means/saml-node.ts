import { type KeyObject, randomUUID } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { encrypt } from 'xml-encryption';
import { pemOf } from './certificate.ts';
import { escapeText } from './escape-text.ts';
import { certify, makeKeys } from './keys.ts';
import {
  assertionOf,
  type Fault,
  responseOf,
  type SamlAsked,
  signAssertion,
} from './saml-answer.ts';
import type { Exchange } from './serve.ts';

/** A simulated SAML 2.0 identity provider: the national eIDAS node, and institutions that have only that. */
export interface SamlNode {
  /** What is agreed with it, but for its address. */
  agreed: { certificates: string[]; privateKey: string; certificate: string };
  answer(exchange: Exchange): void;
}

const HOME = '/saml';

export function makeSamlNode(): SamlNode {
  const [own, another, platform] = [makeKeys(), makeKeys(), makeKeys()];
  const name = { commonName: 'Simulated SAML node' };
  const certificate = pemOf(certify(name, own.publicKey, name, own.privateKey));
  const platformName = { commonName: 'Koplieta' };
  const platformPem = pemOf(
    certify(platformName, platform.publicKey, platformName, platform.privateKey),
  );
  const keyOf = (fault: Fault) => (fault === 'another-key' ? another.privateKey : own.privateKey);

  const signOn = async ({ form, host, send }: Exchange) => {
    const { SAMLRequest = '', RelayState = '', fault = '', act } = form;
    const request = readRequest(SAMLRequest);
    if (!request) return send(400, '{"error":"not a request"}');
    const asked: SamlAsked = { ...request, issuer: `http://${host}${HOME}`, form };
    const signed = fault === 'unsigned' ? assertionOf(asked) : signAssertion(asked, keyOf(fault));
    const inside =
      form.sealed === 'yes' ? await encrypted(signed, platform.publicKey, platformPem) : signed;
    const status = act === 'cancel' ? 'AuthnFailed' : 'Success';
    const answer = Buffer.from(responseOf(asked, status, inside)).toString('base64');
    const state = fault === 'another-state' ? `${RelayState.slice(0, -4)}AAAA` : RelayState;
    send(200, sendOnPage(request.at, { SAMLResponse: answer, RelayState: state }));
  };
  return {
    agreed: {
      certificates: [certificate],
      privateKey: platform.privateKey.export({ format: 'pem', type: 'pkcs8' }) as string,
      certificate: platformPem,
    },
    answer: (exchange) => {
      if (exchange.path === `${HOME}/sign-on`) return void signOn(exchange);
      askWho(exchange);
    },
  };
}

/** What the platform asks, by HTTP-Redirect (SAML 2.0 Bindings, 3.4.4.1): its name for it, and where to. */
function readRequest(text: string): { id: string; at: string; audience: string } | undefined {
  try {
    const xml = inflateRawSync(Buffer.from(text, 'base64')).toString();
    const id = /<samlp:AuthnRequest[^>]* ID="([^"]+)"/.exec(xml)?.[1];
    const at = /AssertionConsumerServiceURL="([^"]+)"/.exec(xml)?.[1];
    const audience = /<saml:Issuer[^>]*>([^<]+)</.exec(xml)?.[1];
    return id && at && audience ? { id, at, audience } : undefined;
  } catch {
    return undefined;
  }
}

async function encrypted(assertion: string, key: KeyObject, pem: string) {
  const options = {
    rsa_pub: key.export({ format: 'pem', type: 'spki' }) as string,
    pem,
    encryptionAlgorithm: 'http://www.w3.org/2009/xmlenc11#aes256-gcm',
    keyEncryptionAlgorithm: 'http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p',
  } as const;
  const sealed = await new Promise<string>((done, failed) => {
    encrypt(assertion, options, (error, result) => (error ? failed(error) : done(result)));
  });
  return `<saml:EncryptedAssertion>${sealed}</saml:EncryptedAssertion>`;
}

/** The node asks who it is, unless the request is none or nobody signed it. */
function askWho({ query, send }: Exchange): void {
  const { SAMLRequest = '', RelayState = '', Signature } = query;
  if (!readRequest(SAMLRequest) || !Signature) return send(400, '{"error":"not a request"}');
  const fields = Object.entries({ SAMLRequest, RelayState }).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${escapeText(value)}">`,
  );
  send(
    200,
    pageOf(`<form method="post" action="${HOME}/sign-on">${fields.join('')}
<label>Identifikators <input name="identifier" value="EE/LV/${randomUUID().slice(0, 8)}" required></label>
<label>Vārds <input name="givenName" value="Simulēts" required></label>
<label>Uzvārds <input name="familyName" value="Viesis" required></label>
<label>Dzimis <input name="birthDate" value="1990-05-04" required></label>
<input type="hidden" name="sealed" value="yes">
<button>Pieteikties</button><button name="act" value="cancel" formnovalidate>Atcelt</button></form>`),
  );
}

function sendOnPage(at: string, fields: Record<string, string>): string {
  const hidden = Object.entries(fields).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${escapeText(value)}">`,
  );
  return pageOf(`<form method="post" action="${escapeText(at)}">${hidden.join('')}
<button>Atgriezties</button></form>`);
}

function pageOf(body: string): string {
  return `<!doctype html><html lang="lv"><meta charset="utf-8"><title>Simulētais mezgls</title>
<h1>Simulētais eIDAS mezgls</h1>${body}</html>`;
}
