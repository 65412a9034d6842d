import { promisify } from 'node:util';
import { type Profile, SAML, SamlStatusError, ValidateInResponseTo } from '@node-saml/node-saml';
import { decrypt } from 'xml-encryption';
import { z } from 'zod';
import { machineClock } from '../../../platform/clock/clock.ts';
import type { Context } from '../../../platform/context.ts';
import { acrOf } from '../sign-on/assurance-level.ts';
import { Certificate } from './certificate-trust.ts';
import type { LoginRefusal } from './login-refusals.ts';
import { provenBy, type SamlProof } from './saml-assertion.ts';

/** What is agreed with a SAML 2.0 identity provider, whatever it tells of people. */
export const SAML_AGREED = {
  /** Of the provider: its name, where people are sent by HTTP-Redirect, and its certificates (PEM). */
  entityId: z.string().min(1),
  entryPoint: z.url(),
  certificates: z.array(Certificate).min(1),
  /** Ours, PEM, RSA: signs requests, and decrypts what is encrypted for us. */
  privateKey: z.string().includes('PRIVATE KEY'),
  certificate: Certificate,
};
const Agreed = z.object(SAML_AGREED);

/** A request of eIDAS says who asks and for what; other providers know that by agreement. */
export interface SamlRequestOptions {
  extensions?: Record<string, unknown>;
}

export interface SamlProvider {
  /** Where to send a person, with what; and the name of the request, which the answer must have. */
  request(at: string, relayState: string): Promise<{ url: URL; requestId: string }>;
  /** What an answer to a request proves; or why it proves nothing. */
  read(
    context: Pick<Context, 'log'>,
    answer: string,
    asked: { at: string; requestId: string },
  ): Promise<SamlProof | LoginRefusal>;
  /** Our own metadata (SAML 2.0 Metadata), which the other side reads. */
  describe(at: string): string;
}

const BY_SHA1 = /SignatureMethod[^>]*sha1/i;

/** Our name at the other side: where our metadata is. `at` is where answers come to. */
const entityIdAt = (at: string) => `${at}/metadata`;

/** A SAML 2.0 identity provider, as its service provider: Web Browser SSO, answers by HTTP-POST. */
export function samlProvider(
  agreed: z.output<typeof Agreed>,
  { extensions }: SamlRequestOptions = {},
): SamlProvider {
  const { entryPoint, entityId, privateKey } = agreed;
  const open = (at: string, request: RequestMemory) =>
    new SAML({
      ...{
        callbackUrl: at,
        issuer: entityIdAt(at),
        entryPoint,
        privateKey,
        audience: entityIdAt(at),
      },
      idpCert: agreed.certificates.map(String),
      publicCert: agreed.certificate.toString(),
      decryptionPvk: privateKey,
      ...{ signatureAlgorithm: 'sha256', digestAlgorithm: 'sha256' },
      // The assertion is what counts: a signature around it alone is worth as much as it covers.
      ...{ wantAssertionsSigned: true, wantAuthnResponseSigned: false },
      ...{ validateInResponseTo: ValidateInResponseTo.always, cacheProvider: request },
      ...{ forceAuthn: true, identifierFormat: null },
      ...(extensions
        ? {
            samlAuthnRequestExtensions: extensions,
            ...{ authnContext: [acrOf('low')], racComparison: 'minimum' },
          }
        : { disableRequestedAuthnContext: true }),
    });
  return {
    request: async (at, relayState) => {
      const memory = new RequestMemory();
      const url = await open(at, memory).getAuthorizeUrlAsync(relayState, undefined, {});
      return { url: new URL(url), requestId: memory.id };
    },
    read: async (context, answer, { at, requestId }) => {
      const xml = Buffer.from(answer, 'base64').toString();
      const profile = (await isBySha1(xml, privateKey))
        ? new Error('The signature is by SHA-1, or what is sealed cannot be opened.')
        : await validated(open(at, new RequestMemory(requestId)), answer);
      const proof =
        profile instanceof Error ? profile.message : provenBy(profile, { entityId, at, requestId });
      if (typeof proof !== 'string') return proof;
      context.log.warn({ entityId, problem: proof }, 'an answer of a login means was not believed');
      return profile instanceof SamlStatusError ? refusalOf(profile) : 'not-proven';
    },
    describe: (at) =>
      open(at, new RequestMemory()).generateServiceProviderMetadata(
        agreed.certificate.toString(),
        agreed.certificate.toString(),
      ),
  };
}

/** The library takes such signatures; nobody should sign so any more, not in what is sealed for us either. */
async function isBySha1(xml: string, key: string): Promise<boolean> {
  if (!xml.includes('EncryptedAssertion')) return BY_SHA1.test(xml);
  const opened = await promisify(decrypt)(xml, { key }).catch(() => undefined);
  return opened === undefined || BY_SHA1.test(xml + opened);
}

async function validated(saml: SAML, answer: string): Promise<Profile | Error> {
  try {
    const { profile } = await saml.validatePostResponseAsync({ SAMLResponse: answer });
    return profile ?? new Error('There is no assertion.');
  } catch (error) {
    return error instanceof Error ? error : new Error('The answer cannot be read.');
  }
}

/** Unsigned, so it refuses and no more: people who went back, and everything else. */
function refusalOf({ xmlStatus }: SamlStatusError): LoginRefusal {
  return /AuthnFailed|RequestDenied/.test(xmlStatus) ? 'cancelled' : 'not-usable';
}

/** Remembers the one request of a log-in: everything else that the library asks for is unknown. */
class RequestMemory {
  id: string;

  constructor(id = '') {
    this.id = id;
  }

  async saveAsync(id: string, value: string) {
    this.id = id;
    return { value, createdAt: 0 };
  }

  /** When it was made is not asked here: the log-in itself ends after a quarter of an hour. */
  async getAsync(id: string): Promise<string | null> {
    return id === this.id ? machineClock.now().toISOString() : null;
  }

  async removeAsync(): Promise<null> {
    return null;
  }
}
