import { z } from 'zod';
import { Definition } from '../definition.ts';

const TITLE = 'A data set of Koplieta: what its records are, from whom, on which legal basis';

/** The JSON Schema (2020-12) of a data set's text, for editors: made from the schema that reads it. */
export function definitionSchema(): Record<string, unknown> {
  return { ...z.toJSONSchema(Definition, { io: 'input' }), title: TITLE };
}
