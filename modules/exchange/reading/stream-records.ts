import type { Context } from '../../../platform/context.ts';
import type { BulkFormName } from '../held/forms/bulk-form.ts';
import { type RecordStream, streamHeld } from '../held/stream-held.ts';
import { openReading } from '../permissions/open-reading.ts';
import { type SourcesStream, streamSources } from '../virtual/stream-sources.ts';
import type { AskingName } from './find-records.ts';

/**
 * All records that somebody may see, in one of the forms; of a virtual data set those of one source after
 * another. Refuses like `openReading`, with `workbook-rows-too-many`, and with `sources-missing` when
 * no source answers.
 */
export async function streamRecords(
  context: Context,
  name: AskingName,
  form: BulkFormName,
): Promise<RecordStream | SourcesStream> {
  const reading = await openReading(context, name, { virtual: !name.isForSource });
  return reading.version.definition.sources
    ? await streamSources(context, reading, form)
    : await streamHeld(context, reading, form);
}
