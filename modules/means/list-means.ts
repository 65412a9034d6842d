import { askingPerson } from '../../platform/asking.ts';
import type { Context } from '../../platform/context.ts';
import type { MeansStatus } from './means.ts';
import { selectMeansOfPerson } from './sql/select-means-of-person.ts';

/** A long-lived means as its holder sees it. The value itself is not kept. */
export interface HeldMeans {
  id: string;
  kind: { code: string; lv: string; en: string };
  issuer: { lv: string; en: string } | null;
  /** The last characters of the value. */
  ending: string | null;
  status: MeansStatus;
  validFrom: Date;
  validTo: Date | null;
}

/** The means of the asking person, newest first: at most 100, without one-time codes. */
export async function listMeans(context: Context): Promise<HeldMeans[]> {
  return await selectMeansOfPerson(context.db, {
    personId: askingPerson(context),
    now: context.clock.now(),
  });
}
