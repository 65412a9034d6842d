import { createHash } from 'node:crypto';
import { canonicalJson } from '../text/canonical-json.ts';
import type { StatedVersion } from './definition.ts';

/** SHA-256 of what may never change in a published version: everything stated but the end. */
export function definitionDigest({ to: _, ...lasting }: StatedVersion): Buffer {
  return createHash('sha256').update(canonicalJson(lasting), 'utf8').digest();
}
