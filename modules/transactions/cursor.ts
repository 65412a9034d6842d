import { Refusal } from '../../platform/errors/refusal.ts';

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Where a page of a list ended, as the client carries it to the next: opaque to it. */
export interface Cursor {
  /** A day or an instant: the first part of the list's order. */
  after: string;
  id: string;
}

export function writeCursor({ after, id }: Cursor): string {
  return Buffer.from(`${after} ${id}`).toString('base64url');
}

/** Undefined without a cursor: the list begins. Refused when it is not one that a list gave. */
export function readCursor(text: string | undefined): Cursor | undefined {
  if (text === undefined) return undefined;
  const [after = '', id = ''] = Buffer.from(text, 'base64url').toString().split(' ');
  if (Number.isNaN(Date.parse(after)) || !ID.test(id)) throw new Refusal('cursor-wrong');
  return { after, id };
}
