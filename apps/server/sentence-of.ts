import { ConfigError } from '../../platform/config/config.ts';
import { Refusal } from '../../platform/errors/refusal.ts';

const NETWORK_SENTENCES: Record<string, string> = {
  ECONNREFUSED: 'No PostgreSQL answers there. Start it, or mend DATABASE_URL.',
  ENOTFOUND: 'There is no such machine. Mend DATABASE_URL.',
  ETIMEDOUT: 'The database server does not answer in time. Check the network and DATABASE_URL.',
  '28P01': 'The database refuses the password. Mend DATABASE_URL.',
  '28000': 'The database refuses this role. Mend DATABASE_URL.',
  '42501': 'The role of DATABASE_URL may not create databases and roles. Give another one.',
  '3D000': 'The database does not exist yet. "npm start" makes it.',
  EACCES: 'A file may not be read or written. Change its owner or mode.',
  ENOSPC: 'The disk is full. Make room, and try again.',
};

/** What a person is told when a command fails. */
export async function sentenceOf(error: unknown): Promise<string> {
  if (error instanceof ConfigError) return error.message;
  if (error instanceof Refusal) return await refusalSentence(error);
  if (error instanceof AggregateError) return await sentenceOf(error.errors[0]);
  if (!(error instanceof Error)) return String(error);
  const { code } = error as { code?: unknown };
  const known = typeof code === 'string' ? NETWORK_SENTENCES[code] : undefined;
  return known ? `${known} (${error.message})` : error.message;
}

async function refusalSentence({ code, details }: Refusal): Promise<string> {
  // With the catalogues come all modules: only who has something to say waits for them.
  const { ERROR_CATALOGUES } = await import('./modules.ts');
  const entry = ERROR_CATALOGUES.find((catalogue) => code in catalogue)?.[code];
  const facts = Object.keys(details).length > 0 ? ` ${JSON.stringify(details)}` : '';
  return `${entry?.en ?? code} (${code}${facts})`;
}
