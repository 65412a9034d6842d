import { createHash } from 'node:crypto';
import { uuidOfBytes } from '../../platform/ids/uuid-of-bytes.ts';

/**
 * The id of a household follows from its number in the register (UUIDv8 of its SHA-256), so that
 * reading again finds the same household without keeping the number.
 */
export function householdId(number: string): string {
  return uuidOfBytes(createHash('sha256').update(`household ${number}`).digest());
}
