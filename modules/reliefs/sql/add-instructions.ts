import type { Database } from '../../../platform/database/database.ts';
import type { Instruction } from '../instruction.ts';

export interface NewInstruction {
  id: string;
  reliefId: string;
  version: number;
  instruction: Instruction;
  digest: Buffer;
}

const ADD = `
insert into reliefs.instructions
  (id, relief_id, version, valid_from, valid_to, content, digest, published_at, draft_id)
select id, relief_id, version, valid_from, valid_to, content, decode(digest, 'hex'),
  $2::timestamptz, $3::uuid
from jsonb_to_recordset($1::jsonb) as given (
  id uuid, relief_id uuid, version smallint, valid_from date, valid_to date, content jsonb,
  digest text
)`;

/** Publishes versions of instructions. */
export async function addInstructions(
  db: Database,
  instructions: readonly NewInstruction[],
  { publishedAt, draftId }: { publishedAt: Date; draftId: string | null },
): Promise<void> {
  const rows = instructions.map(({ id, reliefId, version, instruction, digest }) => {
    const { to, ...content } = instruction;
    return {
      id,
      relief_id: reliefId,
      version,
      valid_from: instruction.from,
      valid_to: to ?? null,
      content,
      digest: digest.toString('hex'),
    };
  });
  await db.query(ADD, [JSON.stringify(rows), publishedAt, draftId]);
}
