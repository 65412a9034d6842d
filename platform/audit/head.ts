import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import type { AuditBlock } from './audit-block.ts';

/** A state of the chain that was noted elsewhere. */
export interface NotedHead {
  number: number;
  hash: string;
}

/** The last block of the chain as it is sent elsewhere; bytes are hexadecimal. */
interface Head extends NotedHead {
  sealedAt: string;
  /** Ed25519, over the bytes of the hash. */
  signature: string;
}

const HEX = /^([0-9a-f]{2})+$/;

/** One line of JSON, without its end. */
export function writeHead(
  block: Pick<AuditBlock, 'number' | 'hash' | 'sealedAt' | 'signature'>,
): string {
  const head: Head = {
    number: block.number,
    hash: block.hash.toString('hex'),
    sealedAt: block.sealedAt.toISOString(),
    signature: block.signature.toString('hex'),
  };
  return JSON.stringify(head);
}

/**
 * The heads of a file that was sent elsewhere, and in sentences what this installation did not write there:
 * whoever changes the file cannot sign.
 */
export function readHeads(
  text: string,
  auditKey: KeyObject,
): { heads: NotedHead[]; findings: string[] } {
  const key = createPublicKey(auditKey);
  const heads: NotedHead[] = [];
  const findings: string[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const head = parseHead(line);
    if (!head) findings.push(`Line ${index + 1} of the heads cannot be read.`);
    else if (verify(null, Buffer.from(head.hash, 'hex'), key, Buffer.from(head.signature, 'hex'))) {
      heads.push({ number: head.number, hash: head.hash });
    } else findings.push(`Line ${index + 1} of the heads was not signed by this installation.`);
  }
  return { heads, findings };
}

function parseHead(line: string): Head | undefined {
  try {
    const { number, hash, sealedAt, signature } = JSON.parse(line) as Record<string, unknown>;
    const isHead =
      Number.isSafeInteger(number) &&
      typeof sealedAt === 'string' &&
      isHex(hash) &&
      isHex(signature);
    return isHead ? { number: number as number, hash, sealedAt, signature } : undefined;
  } catch {
    return undefined;
  }
}

function isHex(value: unknown): value is string {
  return typeof value === 'string' && HEX.test(value);
}
