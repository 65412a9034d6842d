import { type KeyObject, randomUUID } from 'node:crypto';
import { SignedXml } from 'xml-crypto';
import { escapeText } from './escape-text.ts';

/** What to answer wrongly, for who tries whether that is noticed. */
export type Fault = string;

/** What a log-in of the platform asked of a simulated SAML provider, and what the person said there. */
export interface SamlAsked {
  id: string;
  /** Where the answer goes. */
  at: string;
  audience: string;
  issuer: string;
  form: Readonly<Record<string, string>>;
}

const MINUTE_MS = 60_000;
const OLD_MS = 60 * MINUTE_MS;
const SAML = 'urn:oasis:names:tc:SAML:2.0';
const EIDAS = 'http://eidas.europa.eu/attributes/naturalperson';
const ELSEWHERE = 'https://another.example';

/** One assertion (SAML 2.0 Core, 2.3.3) of who signed on, unsigned. */
export function assertionOf({ id, at, audience, issuer, form }: SamlAsked): string {
  const { fault = '', identifier = '', personalCode = '', level = 'substantial' } = form;
  const now = Date.now() - (fault === 'expired' ? OLD_MS : 0);
  const instant = (ms: number) => new Date(ms).toISOString();
  const until = instant(now + 5 * MINUTE_MS);
  const signedOn = instant(fault === 'old-login' ? now - OLD_MS : now);
  const inResponseTo = fault === 'another-request' ? `_${randomUUID()}` : id;
  const attributes = {
    [`${EIDAS}/PersonIdentifier`]: identifier,
    [`${EIDAS}/CurrentGivenName`]: form.givenName ?? '',
    [`${EIDAS}/CurrentFamilyName`]: form.familyName ?? '',
    [`${EIDAS}/DateOfBirth`]: form.birthDate ?? '',
    personalCode,
  };
  const stated = Object.entries(attributes).map(
    ([name, value]) =>
      `<saml:Attribute Name="${name}">
<saml:AttributeValue>${escapeText(value)}</saml:AttributeValue></saml:Attribute>`,
  );
  const unless = (wrong: string, right: string) => (fault === wrong ? ELSEWHERE : right);
  const answers = fault === 'no-request' ? '' : `InResponseTo="${inResponseTo}"`;
  return `<saml:Assertion xmlns:saml="${SAML}:assertion"
ID="_${randomUUID()}" Version="2.0" IssueInstant="${instant(now)}">
<saml:Issuer>${unless('another-issuer', issuer)}</saml:Issuer>
<saml:Subject><saml:NameID>${escapeText(identifier)}</saml:NameID>
<saml:SubjectConfirmation Method="${SAML}:cm:bearer">
<saml:SubjectConfirmationData ${answers} NotOnOrAfter="${until}"
Recipient="${unless('another-recipient', at)}"/>
</saml:SubjectConfirmation></saml:Subject>
<saml:Conditions NotBefore="${instant(now - MINUTE_MS)}" NotOnOrAfter="${until}">
<saml:AudienceRestriction>
<saml:Audience>${unless('another-audience', audience)}</saml:Audience></saml:AudienceRestriction>
</saml:Conditions>
<saml:AuthnStatement AuthnInstant="${signedOn}"><saml:AuthnContext>
<saml:AuthnContextClassRef>http://eidas.europa.eu/LoA/${level}</saml:AuthnContextClassRef>
</saml:AuthnContext></saml:AuthnStatement>
<saml:AttributeStatement>${stated.join('')}</saml:AttributeStatement></saml:Assertion>`;
}

/** The assertion with an enveloped signature (XML Signature, as SAML 2.0 Core, 5.4, narrows it). */
export function signAssertion(asked: SamlAsked, privateKey: KeyObject): string {
  const isOld = asked.form.fault === 'sha1';
  const signer = new SignedXml({
    privateKey: privateKey.export({ format: 'pem', type: 'pkcs8' }),
    canonicalizationAlgorithm: 'http://www.w3.org/2001/10/xml-exc-c14n#',
    signatureAlgorithm: isOld
      ? 'http://www.w3.org/2000/09/xmldsig#rsa-sha1'
      : 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  });
  signer.addReference({
    xpath: "/*[local-name(.)='Assertion']",
    digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
    transforms: [
      'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
      'http://www.w3.org/2001/10/xml-exc-c14n#',
    ],
  });
  const reference = "/*[local-name(.)='Assertion']/*[local-name(.)='Issuer']";
  signer.computeSignature(assertionOf(asked), { location: { reference, action: 'after' } });
  const signed = signer.getSignedXml();
  if (asked.form.fault === 'changed') return signed.replace('/LoA/substantial', '/LoA/high');
  return asked.form.fault === 'wrapped' ? wrapped(asked, signed) : signed;
}

/** A forged assertion first, and the signed one put away within it, where a careless reader verifies it. */
function wrapped(asked: SamlAsked, signed: string): string {
  const forged = assertionOf({ ...asked, form: { ...asked.form, ...forgedBy(asked.form) } });
  const hidden = `<saml:Advice>${signed}</saml:Advice>`;
  return forged.replace('<saml:AuthnStatement', `${hidden}<saml:AuthnStatement`);
}

function forgedBy({ forged = '' }: SamlAsked['form']) {
  return { personalCode: forged, identifier: forged };
}

/** The response around an assertion (SAML 2.0 Core, 3.3.3); without it when the person went back. */
export function responseOf({ id, at, issuer, form }: SamlAsked, status: string, inside: string) {
  const inResponseTo = form.fault === 'no-request' ? '' : `InResponseTo="${id}"`;
  const codeOf = (name: string, within = '') =>
    `<samlp:StatusCode Value="${SAML}:status:${name}">${within}</samlp:StatusCode>`;
  const code = status === 'Success' ? codeOf(status) : codeOf('Responder', codeOf(status));
  const twice = form.fault === 'two-assertions' ? inside + inside : inside;
  return `<samlp:Response xmlns:samlp="${SAML}:protocol" xmlns:saml="${SAML}:assertion"
ID="_${randomUUID()}" Version="2.0" IssueInstant="${new Date().toISOString()}"
Destination="${at}" ${inResponseTo}><saml:Issuer>${issuer}</saml:Issuer>
<samlp:Status>${code}</samlp:Status>${status === 'Success' ? twice : ''}</samlp:Response>`;
}
