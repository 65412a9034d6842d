import type { Database } from '../../database/database.ts';
import type { AuditBlock } from '../audit-block.ts';

interface BlockRow {
  number: number;
  previous_hash: Buffer;
  record_ids: string;
  records_hash: Buffer;
  sealed_at: Date;
  hash: Buffer;
  signature: Buffer;
}

type Seal = Pick<AuditBlock, 'number' | 'hash' | 'sealedAt' | 'signature'>;

const SEAL = `select number, hash, sealed_at as "sealedAt", signature from audit.blocks`;

/** The end of the chain. */
export async function findLastBlock(db: Database): Promise<Seal | undefined> {
  const [row] = await db.query<Seal & Record<string, unknown>>(
    `${SEAL} order by number desc limit 1`,
  );
  return row;
}

export async function findBlock(db: Database, number: number): Promise<Seal | undefined> {
  const [row] = await db.query<Seal & Record<string, unknown>>(
    `${SEAL} where number = $1::bigint`,
    [number],
  );
  return row;
}

/** The blocks after a number, in order, at most `limit`. */
export async function listBlocks(
  db: Database,
  { after, limit }: { after: number; limit: number },
): Promise<AuditBlock[]> {
  const rows = await db.query<BlockRow>(
    `select number, previous_hash, array_to_string(record_ids, ',') as record_ids, records_hash,
       sealed_at, hash, signature
     from audit.blocks where number > $1::bigint order by number limit $2::int`,
    [after, limit],
  );
  return rows.map((row) => ({
    number: row.number,
    previousHash: row.previous_hash,
    recordIds: row.record_ids === '' ? [] : row.record_ids.split(','),
    recordsHash: row.records_hash,
    sealedAt: row.sealed_at,
    hash: row.hash,
    signature: row.signature,
  }));
}

export async function insertBlock(db: Database, block: AuditBlock): Promise<void> {
  await db.query(
    `insert into audit.blocks
       (number, previous_hash, record_ids, records_hash, sealed_at, hash, signature)
     values ($1::bigint, $2::bytea, $3::uuid[], $4::bytea, $5::timestamptz, $6::bytea, $7::bytea)`,
    [
      block.number,
      block.previousHash,
      block.recordIds,
      block.recordsHash,
      block.sealedAt,
      block.hash,
      block.signature,
    ],
  );
}
