import type { Context } from '../../../platform/context.ts';
import type { FollowedName } from './waking.ts';

/** Where this installation's words are in a NATS server that others may use too. */
export interface NatsPlace {
  stream: string;
  /** Of one name; of all with `>`. */
  subject(name: FollowedName | '>'): string;
}

/** Two installations that share a NATS server do not hear each other. */
export function placeOf({ keys }: Pick<Context, 'keys'>): NatsPlace {
  const mark = keys.hash('installation', 'nats').toString('hex').slice(0, 16);
  return {
    stream: `koplieta_${mark}`,
    subject: (name) => `koplieta.${mark}.moved.${name}`,
  };
}
