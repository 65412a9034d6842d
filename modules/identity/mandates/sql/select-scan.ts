import type { Database } from '../../../../platform/database/database.ts';
import type { ScanKind } from '../../../../platform/files/scan-kind.ts';

/** The scan of a mandate of a giver, encrypted, with the digest of the file. */
export async function selectScan(
  db: Database,
  of: { mandateId: string; giverId: string },
): Promise<{ kind: ScanKind; digest: Buffer; content: Buffer } | undefined> {
  const [row] = await db.query<{ kind: ScanKind; digest: Buffer; content: Buffer }>(
    `select scan.kind, scan.digest, scan.content_encrypted as content
     from identity.mandate_scans scan
     join identity.mandates mandate on mandate.id = scan.mandate_id
     where mandate.id = $1::uuid and mandate.giver_id = $2::uuid`,
    [of.mandateId, of.giverId],
  );
  return row;
}
