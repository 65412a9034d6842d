import type { FastifyRequest } from 'fastify';
import { Refusal } from '../errors/refusal.ts';
import { LEVELS_MAX } from '../text/nesting.ts';
import { escaped, type FieldError } from './validation-errors.ts';

const PLACE_LENGTH_MAX = 1_000;

/**
 * Refuses text that PostgreSQL cannot keep and nobody types: the character NUL, and halves of
 * surrogate pairs; and bodies nested so deep that they can be read, but not written again. Without
 * this, each would end as a failure of ours somewhere deep. Tells where the first broken text stands.
 */
export async function refuseBrokenText(request: FastifyRequest): Promise<void> {
  // Level by level instead of a recursion: nobody has checked yet how deep the body is.
  let level: unknown[] = [request.params, request.query, request.body];
  for (let levels = 0; level.length > 0; levels++) {
    if (levels > LEVELS_MAX) throw new Refusal('nested-too-deep', { levelsMax: LEVELS_MAX });
    const below: unknown[] = [];
    for (const value of level) {
      if (typeof value === 'string') {
        if (isBroken(value))
          throw new Refusal('malformed-text', { errors: placeOfBroken(request) });
      } else if (value !== null && typeof value === 'object') {
        for (const one of Object.values(value)) below.push(one);
      }
    }
    level = below;
  }
}

function isBroken(text: string): boolean {
  return text.includes('\u0000') || !text.isWellFormed();
}

/** Apart from the search itself, which every request goes through and which makes no pointers. */
function placeOfBroken({ params, query, body }: FastifyRequest): FieldError[] {
  for (const [place, whole] of Object.entries({ path: params, query, body })) {
    const open: [value: unknown, path: string][] = [[whole, '']];
    for (let next = open.pop(); next; next = open.pop()) {
      const [value, path] = next;
      if (typeof value === 'string') {
        if (isBroken(value)) return [errorAt(place as FieldError['in'], path)];
      } else if (value !== null && typeof value === 'object') {
        for (const [name, one] of Object.entries(value).reverse()) {
          const step = path.length > PLACE_LENGTH_MAX ? '' : `/${escaped(name.slice(0, 100))}`;
          open.push([one, path + step]);
        }
      }
    }
  }
  return [];
}

function errorAt(place: FieldError['in'], path: string): FieldError {
  return {
    ...{ in: place, path: path.toWellFormed(), code: 'malformed-text' },
    lv: 'Tekstā ir zīme, ko nevar saglabāt. Izņemiet to.',
    en: 'The text holds a character that cannot be kept. Remove it.',
  };
}
