import { parse } from 'yaml';
import { type Context, GRANTING_ROLES } from '../../../platform/context.ts';
import { contextOfSystem, type SystemWork } from '../../../platform/system-work.ts';
import {
  type Definition,
  type FollowedVersion,
  headOf,
  lastHeardOf,
} from '../../exchange/index.ts';
import { demandKeeper } from '../following/demand-keeper.ts';
import { findVersionOf } from '../following/followed-register.ts';
import { Mapping } from '../mapping/mapping.ts';
import { countOpen } from '../sql/count-open.ts';
import { type Followed, selectFollowed } from '../sql/select-followed.ts';
import { type Silence, silenceOf } from './silence.ts';

export const DESCRIBING: SystemWork = {
  name: 'registers.describe',
  permission: { organisations: 'all', changes: [] },
};

/** How a register does: what was heard of it, and how far that is known. */
export interface RegisterState extends Silence {
  register: string;
  /** Of its data set; null: none of it is published. */
  name: Definition['name'] | null;
  dataSet: string;
  mapping: number;
  institution: string | null;
  updates: Definition['updates'] | null;
  lastLoadAt: Date | null;
  lastChangeAt: Date | null;
  /** The last of these; of none, when its mapping was taken: from then on `dueAt` is counted. */
  heardAt: Date;
  /** Changes that are not known yet. */
  behind: number;
  /**
   * Snapshots of which nothing is taken until its institution confirms or refuses what they remove,
   * change and add: told to it and to the operator, none to others.
   */
  snapshotsWaiting: number;
  /** All records are being read again, by a new mapping. */
  rereading: boolean;
  /** Records that its data set holds; null: it is published no more. */
  records: number | null;
  /**
   * Of so many something was said that no record says any more, of how many, since when: somebody must
   * confirm that it ends. Null: nobody is asked.
   */
  absent: number | null;
  absentOf: number | null;
  absentSince: Date | null;
  /** Records with faults, and records that wait for a person; 10,000 stands for more. */
  faults: number;
  waiting: number;
}

/**
 * How all registers do, in the order of their mappings. For information systems, the operator, and officials
 * who give what follows from them. Refuses `official-role-missing` and others.
 */
export async function describeRegisters(context: Context): Promise<RegisterState[]> {
  demandKeeper(context, GRANTING_ROLES);
  const inside = contextOfSystem(context, DESCRIBING);
  const states: RegisterState[] = [];
  for (const followed of await selectFollowed(context.db, null)) {
    states.push(await describeRegister(inside, followed));
  }
  return states;
}

/** How one register does, for who watches it. */
export async function describeRegister(
  context: Context,
  followed: Followed,
): Promise<RegisterState> {
  const { register, dataSet, dataSetVersion, mappingVersion, position, rereadAfter } = followed;
  const version = await findVersionOf(context, followed);
  const heard = version && (await lastHeardOf(context, version.id));
  const head = version && (await headOf(context, version.id));
  return {
    register,
    name: version?.definition.name ?? null,
    dataSet: `${dataSet}@${dataSetVersion}`,
    mapping: mappingVersion,
    institution: version?.definition.institution ?? null,
    updates: version?.definition.updates ?? null,
    lastLoadAt: heard?.loadedAt ?? null,
    lastChangeAt: heard?.changedAt ?? null,
    behind: Math.max(0, (head?.position ?? position) - position),
    snapshotsWaiting: heard?.snapshotsWaiting ?? 0,
    rereading: rereadAfter !== null,
    records: head?.records ?? null,
    absent: followed.absentCount,
    absentOf: followed.absentHeld,
    absentSince: followed.absentSince,
    ...(await countOpen(context.db, register)),
    ...silence(context, followed, { version, heard }),
  };
}

function silence(
  { clock }: Context,
  { text, takenAt }: Followed,
  known: {
    version: FollowedVersion | undefined;
    heard: { loadedAt: Date | null; changedAt: Date | null } | undefined;
  },
): Silence & { heardAt: Date } {
  const { version, heard } = known;
  const instants = [heard?.loadedAt, heard?.changedAt].flatMap((one) => one ?? []);
  // A new mapping says nothing new of the register: it stays as silent as it is.
  const heardAt = new Date(Math.max(...(instants.length > 0 ? instants : [takenAt]).map(Number)));
  const { unknownAfterDays } = Mapping.parse(parse(text));
  const asked = { heardAt, now: clock.now(), unknownAfterDays };
  return { heardAt, ...silenceOf(version?.definition ?? {}, asked) };
}
