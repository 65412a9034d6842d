import type { FastifyRequest } from 'fastify';
import { Refusal } from '../errors/refusal.ts';

/**
 * Refuses text that PostgreSQL cannot keep and nobody types: the character NUL, and halves of
 * surrogate pairs. Without this, each such text would end as a failure of ours somewhere deep.
 */
export async function refuseBrokenText(request: FastifyRequest): Promise<void> {
  // A list instead of a recursion: nobody has checked yet how deep the body is.
  const open: unknown[] = [request.params, request.query, request.body];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value === 'string') {
      if (value.includes('\u0000') || !value.isWellFormed()) throw new Refusal('malformed-text');
    } else if (value !== null && typeof value === 'object') {
      for (const one of Object.values(value)) open.push(one);
    }
  }
}
