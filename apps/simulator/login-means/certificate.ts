import { type KeyObject, randomBytes, sign } from 'node:crypto';

/** What a simulated authority states of somebody. */
export interface CertificateStatement {
  subject: { commonName: string; serialNumber?: string };
  issuer: { commonName: string };
  publicKey: KeyObject;
  issuerKey: KeyObject;
  authority: boolean;
  from: Date;
  to: Date;
  /** What its key is for: a card has two. */
  use?: 'signing-on' | 'signing';
}

const SEQUENCE = 0x30;
const SET = 0x31;
const INTEGER = 0x02;
const BOOLEAN = 0x01;
const BIT_STRING = 0x03;
const OCTET_STRING = 0x04;
const OID = 0x06;
const UTF8 = 0x0c;
const PRINTABLE = 0x13;
const UTC_TIME = 0x17;
const NULL = Buffer.from([0x05, 0x00]);
const TRUE = Buffer.from([BOOLEAN, 0x01, 0xff]);

const OIDS = {
  commonName: '550403',
  serialNumber: '550405',
  basicConstraints: '551d13',
  keyUsage: '551d0f',
  extendedKeyUsage: '551d25',
  clientAuth: '2b06010505070302',
  sha256WithRsa: '2a864886f70d01010b',
};

const algorithm = der(SEQUENCE, oid(OIDS.sha256WithRsa), NULL);

/** An X.509 certificate (RFC 5280) as DER, signed with RSA and SHA-256. */
export function makeCertificate(statement: CertificateStatement): Buffer {
  const { subject, issuer, publicKey, issuerKey, authority, from, to, use } = statement;
  const constraints = der(SEQUENCE, ...(authority ? [TRUE] : []));
  const extensions = [extension(OIDS.basicConstraints, constraints), ...(use ? usesOf(use) : [])];
  const stated = der(
    SEQUENCE,
    der(0xa0, der(INTEGER, Buffer.from([2]))),
    der(INTEGER, Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    algorithm,
    nameOf(issuer),
    der(SEQUENCE, utcTime(from), utcTime(to)),
    nameOf(subject),
    publicKey.export({ format: 'der', type: 'spki' }),
    der(0xa3, der(SEQUENCE, ...extensions)),
  );
  return signed(stated, issuerKey);
}

interface ListStatement {
  issuer: { commonName: string };
  issuerKey: KeyObject;
  from: Date;
  to: Date;
  /** Serial numbers, in hexadecimal. */
  revoked: readonly string[];
}

/** A revocation list (RFC 5280, 5) as DER. */
export function makeRevocationList({ issuer, issuerKey, from, to, revoked }: ListStatement) {
  const entries = revoked.map((serial) =>
    der(SEQUENCE, der(INTEGER, Buffer.from(serial, 'hex')), utcTime(from)),
  );
  const stated = der(
    SEQUENCE,
    ...[der(INTEGER, Buffer.from([1])), algorithm, nameOf(issuer), utcTime(from), utcTime(to)],
    ...(entries.length > 0 ? [der(SEQUENCE, ...entries)] : []),
  );
  return signed(stated, issuerKey);
}

function signed(stated: Buffer, key: KeyObject): Buffer {
  const signature = sign('sha256', stated, key);
  return der(SEQUENCE, stated, algorithm, der(BIT_STRING, Buffer.from([0]), signature));
}

function extension(kind: string, content: Buffer): Buffer {
  return der(SEQUENCE, oid(kind), TRUE, der(OCTET_STRING, content));
}

/** Bits of the key's usage: digitalSignature, or nonRepudiation alone. */
function usesOf(use: 'signing-on' | 'signing'): Buffer[] {
  const bits = use === 'signing-on' ? [0x07, 0x80] : [0x06, 0x40];
  const usage = extension(OIDS.keyUsage, der(BIT_STRING, Buffer.from(bits)));
  const purposes = extension(OIDS.extendedKeyUsage, der(SEQUENCE, oid(OIDS.clientAuth)));
  return use === 'signing-on' ? [usage, purposes] : [usage];
}

export function pemOf(certificate: Buffer): string {
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

function nameOf(name: { commonName: string; serialNumber?: string }): Buffer {
  const parts = [der(SEQUENCE, oid(OIDS.commonName), der(UTF8, Buffer.from(name.commonName)))];
  if (name.serialNumber !== undefined) {
    const value = der(PRINTABLE, Buffer.from(name.serialNumber, 'ascii'));
    parts.push(der(SEQUENCE, oid(OIDS.serialNumber), value));
  }
  return der(SEQUENCE, ...parts.map((part) => der(SET, part)));
}

function utcTime(at: Date): Buffer {
  const text = at.toISOString().replace(/^..|[-:T]|\..*$/g, '');
  return der(UTC_TIME, Buffer.from(`${text}Z`));
}

function oid(hex: string): Buffer {
  return der(OID, Buffer.from(hex, 'hex'));
}

/** One value: its kind, its length and what is in it. */
function der(kind: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([kind, ...lengthOf(content.length)]), content]);
}

function lengthOf(length: number): number[] {
  if (length < 0x80) return [length];
  const bytes = length < 0x100 ? [length] : [length >> 8, length & 0xff];
  return [0x80 | bytes.length, ...bytes];
}
