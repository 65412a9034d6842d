import { parse } from 'yaml';
import type { Context } from '../../../platform/context.ts';
import { Mapping } from '../mapping/mapping.ts';
import { selectMappings } from '../sql/select-mappings.ts';

/** A mapping that is or was in force. */
export interface TakenMapping {
  register: string;
  isInForce: boolean;
  /** Undefined: a text of a form that there is no more. What it stated was stated by a later one, or stays. */
  mapping: Mapping | undefined;
}

/** Every mapping that was ever in force, in memory. Texts are never changed: each is read once. */
export class KnownMappings {
  private readonly held = new Map<number, Mapping | undefined>();

  /** In the order in which they were taken. */
  async read({ db }: Pick<Context, 'db'>): Promise<TakenMapping[]> {
    const rows = await selectMappings(db, [...this.held.keys()]);
    return rows.map(({ id, register, isInForce, text }) => {
      if (text !== null) this.held.set(id, Mapping.safeParse(parse(text)).data);
      return { register, isInForce, mapping: this.held.get(id) };
    });
  }
}
