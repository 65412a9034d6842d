import type pg from 'pg';

/** Of the format: what stands before the rows, and after them. */
const BEGIN_BYTES = 19;
const END_BYTES = 2;

/** The rows that `copy … to stdout (format binary)` answers, for `copyIn` to another table. */
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
  return Buffer.concat(chunks).subarray(BEGIN_BYTES, -END_BYTES);
}
