import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

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

/** What stands where the first block would name its predecessor, and for a record that is gone. */
export const NOTHING = Buffer.alloc(32);

/** Links records to the chain. `digests` are those of `recordIds`, in the same order. */
export function makeBlock(
  previous: Pick<AuditBlock, 'number' | 'hash'> | undefined,
  records: { ids: string[]; digests: Buffer[] },
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
export function hashRecords(ids: readonly string[], digests: readonly Buffer[]): Buffer {
  const hash = createHash('sha256');
  for (const [index, id] of ids.entries()) {
    hash.update(Buffer.from(id.replaceAll('-', ''), 'hex')).update(digests[index] ?? NOTHING);
  }
  return hash.digest();
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
