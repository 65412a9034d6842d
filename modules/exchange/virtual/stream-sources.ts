import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { BULK_FORMS, type BulkFormName } from '../held/forms/bulk-form.ts';
import { noteReading } from '../permissions/note-reading.ts';
import { demandStillOpen, type Reading } from '../permissions/open-reading.ts';
import type { PlainRecord } from './map-record.ts';
import { MappedSource } from './mapped-source.ts';
import { type MissingSource, SourceFault } from './source-fault.ts';
import { within } from './within.ts';

/** All records of a virtual data set. */
export interface SourcesStream {
  /** Sources whose records are not in it. One that fails later breaks the stream off. */
  missing: MissingSource[];
  begin(): Promise<AsyncGenerator<string | Buffer>>;
}

/**
 * All records of a virtual data set, those of one source after another. Each has its limit of time for the
 * first page. Refuses with `sources-missing` when none of them answers.
 */
export async function streamSources(
  context: Context,
  reading: Reading,
  form: BulkFormName,
): Promise<SourcesStream> {
  const { sources = [] } = reading.version.definition;
  const missing: MissingSource[] = [];
  const begun: Begun[] = [];
  await Promise.all(
    sources.map(async (source, place) => {
      const pages = new MappedSource(context, reading.version, source).pages();
      try {
        begun.push({ place, first: await within(source.timeLimitMs, pages.next()), pages });
      } catch (error) {
        void pages.return(undefined).catch(() => {});
        if (!(error instanceof SourceFault)) throw error;
        missing.push({ source: source.name, code: error.code });
      }
    }),
  );
  if (begun.length === 0) throw new Refusal('sources-missing', { missing });
  begun.sort((one, other) => one.place - other.place);
  return { missing, begin: () => begin(context, reading, { form, begun }) };
}

interface Begun {
  place: number;
  first: IteratorResult<PlainRecord[]>;
  pages: AsyncGenerator<PlainRecord[]>;
}

async function begin(
  context: Context,
  reading: Reading,
  { form, begun }: { form: BulkFormName; begun: readonly Begun[] },
): Promise<AsyncGenerator<string | Buffer>> {
  try {
    await noteReading(context, reading, { how: 'bulk', records: 'all' });
  } catch (error) {
    await endAll(begun);
    throw error;
  }
  return BULK_FORMS[form].write(reading.view, pagesOf(context, reading, begun));
}

async function* pagesOf(
  context: Context,
  reading: Reading,
  begun: readonly Begun[],
): AsyncGenerator<string[]> {
  const { view } = reading;
  try {
    for (const { first, pages } of begun) {
      for (let page = first; !page.done; page = await pages.next()) {
        await demandStillOpen(context, reading);
        const shown = page.value.filter((record) => view.isInView(record));
        yield shown.map((record) => JSON.stringify(record));
      }
    }
  } finally {
    await endAll(begun);
  }
}

async function endAll(begun: readonly Begun[]): Promise<void> {
  await Promise.allSettled(begun.map(({ pages }) => pages.return(undefined)));
}
