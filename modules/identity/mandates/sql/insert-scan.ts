import type { Database } from '../../../../platform/database/database.ts';
import type { ScanKind } from '../../../../platform/files/scan-kind.ts';

export async function insertScan(
  db: Database,
  scan: {
    mandateId: string;
    enteredBy: string;
    kind: ScanKind;
    digest: Buffer;
    content: Buffer;
  },
): Promise<void> {
  await db.query(
    `insert into identity.mandate_scans (mandate_id, entered_by, kind, digest, content_encrypted)
     values ($1::uuid, $2::uuid, $3::text, $4::bytea, $5::bytea)`,
    [scan.mandateId, scan.enteredBy, scan.kind, scan.digest, scan.content],
  );
}
