import { chmod, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import * as openid from 'openid-client';
import { z } from 'zod';

const CLIENT_ID = 'koplieta-cli';
const REFRESH_BEFORE_MS = 30_000;

const Kept = z.strictObject({
  url: z.url(),
  accessToken: z.string(),
  refreshToken: z.string(),
  endsAt: z.iso.datetime(),
});
type Kept = z.output<typeof Kept>;

interface Options {
  file: string;
}

const FILE = ['--file <path>', 'where the tokens are kept', join(homedir(), '.koplieta-sign-on')];

/** `koplieta sign-on`, `sign-off` and `me`: the command line as a client of the sign-on provider. */
export function addSignOnCommand(program: Command): void {
  const [flags = '', description = '', file] = FILE;
  program
    .command('sign-on')
    .description('sign this program on to a platform, by a code that you type in a browser')
    .option('--url <address>', 'where the platform is', 'http://127.0.0.1:8080')
    .option(flags, description, file)
    .action(async ({ url, ...options }: Options & { url: string }) => await signOn(url, options));
  program
    .command('sign-off')
    .description('sign this program off: what it kept is of no use any more')
    .option(flags, description, file)
    .action(signOff);
  program
    .command('me')
    .description('print your reliefs, as the platform knows them today')
    .option(flags, description, file)
    .action(printReliefs);
}

async function signOn(url: string, { file }: Options): Promise<void> {
  const config = await discover(url);
  const asked = await openid.initiateDeviceAuthorization(config, { scope: 'openid profile' });
  console.log(`Open ${asked.verification_uri} in a browser, sign on there, and type this code:`);
  console.log(`\n  ${asked.user_code}\n`);
  const tokens = await openid.pollDeviceAuthorizationGrant(config, asked);
  await keep(file, url, tokens);
  console.log('This program is signed on.');
}

async function signOff({ file }: Options): Promise<void> {
  const kept = await readKept(file);
  const config = await discover(kept.url);
  await openid.tokenRevocation(config, kept.refreshToken);
  await rm(file);
  console.log('This program is signed off.');
}

const Reliefs = z.object({
  entitlements: z.array(
    z.object({
      relief: z.object({ name: z.object({ en: z.string() }) }),
      grantor: z.object({ en: z.string() }),
      benefits: z.array(z.object({ en: z.string() })),
    }),
  ),
});

async function printReliefs({ file }: Options): Promise<void> {
  const { url, accessToken } = await fresh(file);
  const answer = await fetch(`${url}/recipient/v1/entitlements`, {
    headers: { authorization: `Bearer ${accessToken}` },
  });
  const body: unknown = await answer.json();
  if (!answer.ok) throw new Error(z.object({ en: z.string() }).parse(body).en);
  const { entitlements } = Reliefs.parse(body);
  if (entitlements.length === 0) console.log('You have no reliefs today.');
  for (const { relief, grantor, benefits } of entitlements) {
    console.log(`${relief.name.en} (${grantor.en}): ${benefits.map(({ en }) => en).join('; ')}`);
  }
}

/** What is kept, with an access token that still holds. */
async function fresh(file: string): Promise<Kept> {
  const kept = await readKept(file);
  if (new Date(kept.endsAt).getTime() - Date.now() > REFRESH_BEFORE_MS) return kept;
  const config = await discover(kept.url);
  const tokens = await openid.refreshTokenGrant(config, kept.refreshToken).catch(() => {
    throw new Error('You are signed off. Sign on again: koplieta sign-on');
  });
  return await keep(file, kept.url, tokens);
}

/** For the person's own eyes: a refresh token is used once, so what was kept before is of no use. */
async function keep(
  file: string,
  url: string,
  tokens: openid.TokenEndpointResponse,
): Promise<Kept> {
  const { access_token: accessToken, refresh_token: refreshToken = '', expires_in = 0 } = tokens;
  const endsAt = new Date(Date.now() + expires_in * 1_000).toISOString();
  const kept = { url, accessToken, refreshToken, endsAt };
  await writeFile(file, JSON.stringify(kept), { mode: 0o600 });
  await chmod(file, 0o600);
  return kept;
}

async function readKept(file: string): Promise<Kept> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Error('You are not signed on. Sign on first: koplieta sign-on');
  });
  return Kept.parse(JSON.parse(text));
}

async function discover(url: string): Promise<openid.Configuration> {
  const isOpen = new URL(url).protocol === 'http:';
  const execute = isOpen ? [openid.allowInsecureRequests] : [];
  const issuer = new URL(`${url}/sign-on`);
  return await openid.discovery(issuer, CLIENT_ID, undefined, openid.None(), { execute });
}
