import { z } from 'zod';
import { Mapping } from './mapping.ts';

const TITLE = 'A mapping of Koplieta: how the records of a data set become facts';

/** The JSON Schema (2020-12) of a mapping's text, for editors: made from the schema that reads it. */
export function mappingSchema(): Record<string, unknown> {
  return { ...z.toJSONSchema(Mapping, { io: 'input' }), title: TITLE };
}
