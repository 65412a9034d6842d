import type { Context } from '../../../platform/context.ts';
import type { Source } from '../definition.ts';
import type { FoundRecord } from '../held/find-held.ts';
import { RecordReader } from '../records/record-reader.ts';
import type { Version } from '../version.ts';
import { openLocalSource } from './local-source.ts';
import { keyInSource, mapRecord, type PlainRecord } from './map-record.ts';
import type { OpenSource } from './open-source.ts';
import { openRemoteSource } from './remote-source.ts';
import { SourceFault } from './source-fault.ts';

/** A source in the fields and keys of the virtual data set. */
export class MappedSource {
  readonly source: Source;
  private readonly version: Version;
  private readonly opened: OpenSource;
  /** Another installation may answer whatever it likes: each record is read like a sender's. */
  private readonly reader: RecordReader | undefined;

  constructor(context: Context, version: Version, source: Source) {
    this.source = source;
    this.version = version;
    const { remote } = source;
    this.opened =
      remote === undefined
        ? openLocalSource(context, version, source)
        : openRemoteSource(context, {
            ...{ ...source, remote },
            organisationId: version.organisationId,
          });
    this.reader = remote === undefined ? undefined : new RecordReader(version, context);
  }

  /** The records of each key; none where a fixed value of the source is another one. */
  async find(keys: readonly PlainRecord[]): Promise<FoundRecord[][]> {
    const there = keys.map((key) => keyInSource(this.version.definition, this.source, key));
    const asked = there.filter((key) => key !== undefined);
    if (asked.length === 0) return keys.map(() => []);
    const found = (await this.opened.find(asked)).values();
    return there.map((key) => {
      if (!key) return [];
      const records = found.next().value ?? [];
      return records.map(({ record, position }) => ({ record: this.map(record), position }));
    });
  }

  async *pages(): AsyncGenerator<PlainRecord[]> {
    for await (const page of this.opened.pages()) yield page.map((record) => this.map(record));
  }

  private map(record: PlainRecord): PlainRecord {
    const mapped = mapRecord(this.version.definition, this.source, record);
    if (this.reader && 'problems' in this.reader.read(mapped)) {
      throw new SourceFault('source-answer-wrong');
    }
    return mapped;
  }
}
