import { createHash } from 'node:crypto';
import type { Grantor, Instruction } from '../instruction.ts';
import { canonicalJson } from './canonical-json.ts';
import { writtenVersion } from './written-relief.ts';

/**
 * SHA-256 of what may never change in a published version: who gives, and everything stated but
 * the end. Of the text as it would be written, so that a new default of the format changes nothing.
 */
export function instructionDigest(grantor: Grantor, instruction: Instruction): Buffer {
  const { to: _, ...lasting } = writtenVersion(instruction);
  return createHash('sha256')
    .update(canonicalJson({ grantor, ...lasting }), 'utf8')
    .digest();
}
