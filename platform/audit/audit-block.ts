import { createHash, createPublicKey, hash, type KeyObject, sign, verify } from 'node:crypto';

/** One link of the chain, as the table holds it. */
export interface AuditBlock {
  number: number;
  previousHash: Buffer;
  recordIds: string[];
  recordsHash: Buffer;
  sealedAt: Date;
  hash: Buffer;
  signature: Buffer;
}

/** What stands where the first block would name its predecessor. */
export const NOTHING = Buffer.alloc(32);
/** What stands for the digest of a record that is gone. */
export const NO_DIGEST = NOTHING.toString('hex');

/** Links records to the chain. `digests`, in hexadecimal, are those of `ids`, in the same order. */
export function makeBlock(
  previous: Pick<AuditBlock, 'number' | 'hash'> | undefined,
  records: { ids: string[]; digests: string[] },
  seal: { at: Date; key: KeyObject },
): AuditBlock {
  const block = {
    number: (previous?.number ?? 0) + 1,
    previousHash: previous?.hash ?? NOTHING,
    recordIds: records.ids,
    recordsHash: hashRecords(records.ids, records.digests),
    sealedAt: seal.at,
  };
  const hash = hashBlock(block);
  return { ...block, hash, signature: sign(null, hash, seal.key) };
}

/** SHA-256 over id and digest of each record, in the block's order. */
export function hashRecords(ids: readonly string[], digests: readonly string[]): Buffer {
  const parts = ids.map((id, index) => id.replaceAll('-', '') + (digests[index] ?? NO_DIGEST));
  return hash('sha256', Buffer.from(parts.join(''), 'hex'), 'buffer');
}

/** SHA-256 over everything in a block but its signature, as a canonical JSON array. */
export function hashBlock(block: Omit<AuditBlock, 'hash' | 'signature'>): Buffer {
  const canonical = JSON.stringify([
    block.number,
    block.previousHash.toString('hex'),
    block.recordIds.length,
    block.recordsHash.toString('hex'),
    block.sealedAt.toISOString(),
  ]);
  return createHash('sha256').update(canonical, 'utf8').digest();
}

/** Whether this installation signed the block's hash (Ed25519). */
export function isSigned(block: Pick<AuditBlock, 'hash' | 'signature'>, auditKey: KeyObject) {
  return verify(null, block.hash, createPublicKey(auditKey), block.signature);
}
