import { findOfficialByKey, readOwnProviders } from '../../../../modules/identity/index.ts';
import { problemText, type ReliefProblem } from '../../../../modules/reliefs/index.ts';
import { type Context, contextOf } from '../../../../platform/context.ts';
import { Refusal } from '../../../../platform/errors/refusal.ts';
import type { Installation } from '../../open-installation.ts';
import { withInstallation } from '../../with-installation.ts';

const NO_KEY =
  'Set KOPLIETA_OFFICIAL_KEY to the access key of an official. "koplieta officials add" makes one.';

/** Runs a command as the official of KOPLIETA_OFFICIAL_KEY. */
export async function withOfficial(
  command: string,
  work: (context: Context, installation: Installation) => Promise<void>,
): Promise<void> {
  await withInstallation(command, async (installation) => {
    const official = await officialContext(installation);
    await tellingProblems(() => work(official, installation));
  });
}

/** The context in which the official of KOPLIETA_OFFICIAL_KEY asks. */
export async function officialContext({ config, context }: Installation): Promise<Context> {
  if (config.officialKey === undefined) throw new Error(NO_KEY);
  const ownProviders = readOwnProviders(config.loginMeansFile);
  return contextOf(context, await findOfficialByKey(context, config.officialKey, ownProviders));
}

/** Prints every problem of texts that are refused for them. */
export async function tellingProblems(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'relief-files-invalid') throw error;
    const problems = error.details.problems as ReliefProblem[];
    for (const problem of problems) console.error(problemText(problem, 'en'));
    process.exitCode = 1;
  }
}
