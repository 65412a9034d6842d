import type { Context } from '../../platform/context.ts';
import { type CodeNames, readCodeNames } from '../reliefs/index.ts';

const REMEMBERED_MS = 60_000;

/** Makes a reader of what codes are called that remembers it for a minute. */
export function makeNamesReader(): (context: Context) => Promise<CodeNames> {
  let known: { names: CodeNames; until: number } | undefined;
  return async (context) => {
    const nowMs = context.clock.now().getTime();
    if (!known || nowMs >= known.until) {
      known = { names: await readCodeNames(context), until: nowMs + REMEMBERED_MS };
    }
    return known.names;
  };
}
