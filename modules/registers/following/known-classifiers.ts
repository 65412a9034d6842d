import type { Context } from '../../../platform/context.ts';
import { type Classifiers, classifiersMark, readClassifiers } from '../../classifiers/index.ts';

/** The classifiers in memory, read again when something in them has changed. */
export class KnownClassifiers {
  private held: { mark: string; classifiers: Classifiers } | undefined;

  async read(context: Pick<Context, 'db'>): Promise<Classifiers> {
    const mark = await classifiersMark(context);
    if (this.held?.mark !== mark) {
      this.held = { mark, classifiers: await readClassifiers(context) };
    }
    return this.held.classifiers;
  }
}
