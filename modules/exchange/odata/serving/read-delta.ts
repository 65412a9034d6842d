import type { Context } from '../../../../platform/context.ts';
import { noteReading } from '../../permissions/note-reading.ts';
import { openReading, type ReadingName } from '../../permissions/open-reading.ts';
import { demandKept } from '../../reading/demand-kept.ts';
import { selectChanges } from '../../reading/sql/select-changes.ts';
import { tellChanges } from '../../reading/tell-changes.ts';
import { holds } from '../expression/evaluate.ts';
import type { OptionTexts } from '../query/option-texts.ts';
import { readQuery } from '../query/read-query.ts';
import { entityTag } from './entity-tag.ts';
import { demandOpen, questionOf } from './list-entities.ts';
import { readPageToken, writePageToken } from './page-token.ts';
import { type ShapeOptions, shapeRecord } from './shape-record.ts';

const PAGE_MAX = 1_000;

export interface Delta {
  value: Record<string, unknown>[];
  /** For `$deltatoken`: at once when there is more already, later when not. */
  token: string;
  isMore: boolean;
}

/**
 * What changed since a delta link was given, of what its query asks for: records as they are now, and
 * `@removed` for those that are gone or are no more what was asked for. Of a record that changed
 * several times, the last change. Refuses like `listEntities`, and like `demandKept`.
 */
export async function readDelta(
  context: Context,
  name: ReadingName,
  { texts, shown }: { texts: OptionTexts; shown: ShapeOptions },
): Promise<Delta> {
  const reading = await openReading(context, name);
  const { version, view } = reading;
  const query = readQuery(view.definition, texts, { now: context.clock.now() });
  demandOpen(query);
  const question = questionOf(reading, query);
  const { position = 0 } = readPageToken(context.keys, query.deltatoken ?? '', question);
  const page = { versionId: version.id, after: position, limit: PAGE_MAX };
  const entries = await selectChanges(context.db, page);
  const head = await demandKept(context, version, position);
  const told = tellChanges(context, view, entries);
  const records = told.map(({ record }) => record);
  await noteReading(context, reading, { how: 'odata-delta', after: position, records });
  const last = new Map<string, Record<string, unknown>>();
  for (const { change } of told) {
    const named = change.upsert ?? change.delete;
    if (!named) continue;
    const key = keyOf(named, view.definition.key);
    const isShown = change.upsert && (!query.where || holds(query.where, change.upsert));
    const id = JSON.stringify(key);
    // A later change stands later.
    last.delete(id);
    last.set(
      id,
      isShown && change.upsert
        ? {
            '@odata.etag': entityTag(change.upsert),
            ...shapeRecord(change.upsert, view.definition.fields, {
              shape: query.shape,
              options: shown,
            }),
          }
        : { '@removed': { reason: change.upsert ? 'changed' : 'deleted' }, ...key },
    );
  }
  const next = entries.at(-1)?.position ?? position;
  return {
    value: [...last.values()],
    token: writePageToken(context.keys, { question, position: next }),
    isMore: next < head,
  };
}

function keyOf(record: Record<string, unknown>, key: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(key.map((name) => [name, record[name] ?? null]));
}
