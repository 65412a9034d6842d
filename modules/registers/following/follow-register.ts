import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import type { Context } from '../../../platform/context.ts';
import { isUnusualShare } from '../../../platform/unusual-share.ts';
import type { Classifiers } from '../../classifiers/index.ts';
import {
  type FollowedRecord,
  headOf,
  readChanged,
  readState,
  readStateOf,
} from '../../exchange/index.ts';
import { countAbsent, forgetNamed, listAbsent, type Stated } from '../../persons/index.ts';
import { lockFollowed } from '../sql/lock-followed.ts';
import { lockKnownPersons } from '../sql/lock-known-persons.ts';
import { type Followed, selectFollowed } from '../sql/select-followed.ts';
import { takeWaiting } from '../sql/take-waiting.ts';
import { NOT_ASKED, updateFollowed } from '../sql/update-followed.ts';
import { endAbsent, noteNamedBy } from './absent.ts';
import { applyRecords, leaveOutRecords } from './apply-records.ts';
import { nothingApplied, type RecordsApplied } from './applying.ts';
import { ChangeBook, type OnFactsChanged } from './change-book.ts';
import { type FollowedRegister, findVersionOf, openRegister } from './followed-register.ts';
import type { KnownClassifiers } from './known-classifiers.ts';
import type { KnownMappings } from './known-mappings.ts';
import { statedBy } from './stated.ts';

/** What one step of following did; `more`: there is certainly something left to do. */
export interface FollowStep extends RecordsApplied {
  more: boolean;
}

export interface FollowOptions {
  /** How many changes a step takes at most. */
  limit: number;
  classifiers: KnownClassifiers;
  mappings: KnownMappings;
  onFactsChanged?: OnFactsChanged | undefined;
  /** Somebody else who follows the register is waited for; otherwise nothing is done meanwhile. */
  waits?: boolean | undefined;
  /** The records of the step are noted as faulty and not applied: the database refuses them. */
  leaveOut?: boolean;
}

const FIRST = Buffer.alloc(0);
const IDLE: FollowStep = { ...nothingApplied(), more: false };

/**
 * Follows a register by one step: what has changed in its data set becomes known, and how far it is
 * followed is noted, in one transaction. Of several servers one follows it at a time, and the others do
 * nothing. Doing it again changes nothing.
 */
export async function followStep(
  context: Context,
  register: string,
  options: FollowOptions,
): Promise<FollowStep> {
  return await context.db.transaction(async (db) => {
    if (!(await lockFollowed(db, register, options.waits ? 'wait' : 'skip'))) return IDLE;
    return await new Step({ ...context, db }, options).run(register);
  });
}

class Step {
  private readonly context: Context;
  private readonly options: FollowOptions;
  private readonly book = new ChangeBook();

  constructor(context: Context, options: FollowOptions) {
    this.context = context;
    this.options = options;
  }

  async run(code: string): Promise<FollowStep> {
    const [followed] = await selectFollowed(this.context.db, code);
    const version = followed && (await findVersionOf(this.context, followed));
    if (!version) return IDLE;
    const head = await headOf(this.context, version.id);
    const { position } = followed;
    // What it should have followed is kept no longer: the records as they stand are still there. Of those
    // read before some may have changed by then.
    const isBehind = position < head.keptAfter;
    const after = isBehind ? FIRST : followed.rereadAfter;
    const absent = after ? null : followed.absent;
    const isEnding = absent === 'count' || absent === 'end';
    if (!after && !isEnding && head.position <= position) return IDLE;
    const reading = { ...followed, rereadAfter: after };
    const register = openRegister(reading, version, await this.classifiers());
    if (isBehind) await forgetNamed(this.context, code);
    if (absent === 'count') return await this.count(register, followed);
    // Before anything is read: nobody else applies what is older than that.
    const { person, household, representatives } = register.mapping;
    const alone = typeof person === 'object';
    const names = person !== undefined || household !== undefined || representatives.length > 0;
    // A former mapping may have looked for persons, and be applied still to a record that waited.
    const looks = names || absent === 'end';
    if (looks) await lockKnownPersons(this.context.db, { alone });
    if (absent === 'end') return await this.end(register, followed);
    const page = after
      ? await this.readAgain(register, { after, position: isBehind ? head.position : position })
      : await this.readOn(register, followed);
    const applied = await this.apply(register, page.records);
    if (alone) await this.applyWaiting(register, applied.newlyKnown);
    await updateFollowed(this.context.db, { ...followed, ...page.followed });
    await this.tell(register, applied);
    return { ...applied, more: page.more };
  }

  private async apply(
    register: FollowedRegister,
    records: readonly FollowedRecord[],
  ): Promise<RecordsApplied> {
    const applied = this.options.leaveOut
      ? await leaveOutRecords(this.context, register, records)
      : await applyRecords(this.context, register, records, this.book);
    if (register.isNaming) await noteNamedBy(this.context, register, records);
    return applied;
  }

  /** All records were read again: of whom was something said that none of them says any more? */
  private async count(register: FollowedRegister, followed: Followed): Promise<FollowStep> {
    const { db, clock, log } = this.context;
    const stated = await this.stated(register);
    const { held, absent } = await countAbsent(this.context, stated);
    if (!isUnusualShare(absent, held)) {
      await updateFollowed(db, { ...followed, ...NOT_ASKED, absent: 'end', absentAfter: null });
      return { ...nothingApplied(), more: true };
    }
    const absentSince = followed.absentSince ?? clock.now();
    const counted = { absentCount: absent, absentHeld: held, absentSince };
    await updateFollowed(db, { ...followed, ...counted, absent: 'ask' });
    // Who waits is counted again and again: told is what is others.
    if (followed.absentCount !== absent) {
      const said = { register: register.code, absent, held };
      log.warn(said, 'many whom a register named are absent: confirm that they end');
    }
    return { ...nothingApplied(), more: true };
  }

  /** Ends what no record says any more of the next ones. */
  private async end(register: FollowedRegister, followed: Followed): Promise<FollowStep> {
    const stated = await this.stated(register);
    const page = await listAbsent(this.context, stated, followed.absentAfter);
    const { range, isLast, endings } = page;
    const applied = nothingApplied();
    const ending = { register, records: [], book: this.book, applied };
    await endAbsent(this.context, ending, { endings, dropped: stated.dropped });
    await forgetNamed(this.context, register.code, isLast ? undefined : range);
    const left = isLast ? { absent: null, absentAfter: null } : { absentAfter: range.to };
    await updateFollowed(this.context.db, { ...followed, ...left });
    await this.tell(register, applied, endings.length);
    return { ...applied, more: true };
  }

  /**
   * A new mapping, or a long sleep: the records as they stand, page by page. What has changed or was
   * deleted after the position is followed then.
   */
  private async readAgain(
    { version }: FollowedRegister,
    { after, position }: { after: Buffer; position: number },
  ): Promise<Page> {
    const { limit } = this.options;
    const records = await readState(this.context, { versionId: version.id, after, limit });
    const last = records.length < limit ? undefined : records.at(-1);
    const rereadAfter = last?.keyHash ?? null;
    const absent = last ? null : ('count' as const);
    const read = { ...NOT_ASKED, position, rereadAfter, absent, absentAfter: null };
    return { records, followed: read, more: true };
  }

  private async readOn(
    register: FollowedRegister,
    { position: after, changedAt }: Followed,
  ): Promise<Page> {
    const { limit } = this.options;
    const page = await readChanged(this.context, { versionId: register.version.id, after, limit });
    const { records, position, recordedAt } = page;
    const followed = { position, changedAt: recordedAt ?? changedAt };
    return { records, followed, more: page.changes === limit };
  }

  /** Records of any register that have waited for those who are known now. */
  private async applyWaiting(own: FollowedRegister, newlyKnown: readonly Buffer[]): Promise<void> {
    if (newlyKnown.length === 0) return;
    const taken = await takeWaiting(this.context.db, newlyKnown);
    for (const [code, rows] of Map.groupBy(taken, ({ register }) => register)) {
      const register = code === own.code ? own : await this.open(code);
      if (!register) continue;
      const keyHashes = rows.map(({ keyHash }) => keyHash);
      const asked = { versionId: register.version.id, keyHashes };
      const records = await readStateOf(this.context, asked);
      await applyRecords(this.context, register, records, this.book);
      if (register.isNaming) await noteNamedBy(this.context, register, records);
    }
  }

  private async open(code: string): Promise<FollowedRegister | undefined> {
    const [followed] = await selectFollowed(this.context.db, code);
    const version = followed && (await findVersionOf(this.context, followed));
    return version && openRegister(followed, version, await this.classifiers());
  }

  private async stated({ mapping }: FollowedRegister): Promise<Stated> {
    return statedBy(mapping, await this.options.mappings.read(this.context));
  }

  private async classifiers(): Promise<Classifiers> {
    return await this.options.classifiers.read(this.context);
  }

  private async tell(
    register: FollowedRegister,
    applied: RecordsApplied,
    absent = 0,
  ): Promise<void> {
    const changes = this.book.list();
    const { db } = this.context;
    if (changes.length > 0) await this.options.onFactsChanged?.(this.context, changes);
    const { records, faulty, facts, otherRows, waiting } = applied;
    if (records + absent === 0) return;
    await writeAudit(db, [
      makeAuditRecord(this.context, {
        act: 'registers.follow',
        organisationId: register.version.organisationId,
        content: {
          ...{ register: register.code, mapping: register.mapping.version },
          ...{ records, faulty, facts, otherRows, waiting, persons: changes.length },
          ...(absent > 0 ? { absent } : {}),
        },
      }),
    ]);
  }
}

interface Page {
  records: FollowedRecord[];
  followed: Partial<Followed>;
  more: boolean;
}
