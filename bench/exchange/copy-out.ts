import type pg from 'pg';

/** What `copy … to stdout (format binary)` answers, whole: it can be sent to another table as it is. */
export async function copyOut(client: pg.PoolClient, statement: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  await new Promise<void>((resolve, reject) => {
    client.query({
      submit: (connection: pg.Connection) => connection.query(statement),
      handleCopyData: ({ chunk }: { chunk: Buffer }) => chunks.push(Buffer.from(chunk)),
      handleError: reject,
      handleCommandComplete: () => {},
      handleReadyForQuery: () => resolve(),
    } as pg.Submittable);
  });
  return Buffer.concat(chunks);
}
