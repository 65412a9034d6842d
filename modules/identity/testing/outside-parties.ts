import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { PROJECT_FOLDER } from '../../../platform/config/config.ts';

type Visitor = (url: string, form?: Record<string, string>) => Promise<string>;

const visit: Visitor = async (url, form) => {
  const options = form ? { method: 'POST', body: new URLSearchParams(form) } : {};
  return await (await fetch(url, options)).text();
};

/**
 * The simulated bank and telephones in a process of their own. They end with the test file, and with its
 * process (their standard input is open no longer then) when the file fails before its hooks run.
 */
export async function outsideParties() {
  const folder = mkdtempSync(join(tmpdir(), 'koplieta-parties-'));
  const file = join(folder, 'login-means.json');
  const program = join(PROJECT_FOLDER, 'apps/simulator/login-means/main.ts');
  const child = spawn(process.execPath, [program, '--file', file, '--while-asked']);
  afterAll(() => {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });
  const home = await new Promise<string>((ready, failed) => {
    let said = '';
    child.once('exit', () => failed(new Error(said)));
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (text: Buffer) => {
        said += text;
        const found = /(http:\S+)\/telephone/.exec(said)?.[1];
        if (found) ready(found);
      });
    }
  });
  return {
    file,
    home,
    /** A card of the national authority: its certificate and key, PEM. */
    issueCard: async (personalCode: string, fault = 'good'): Promise<ShownCard> =>
      JSON.parse(await visit(`${home}/cards/issue`, { personalCode, fault })),
    /** What is wrong with the revocation lists from now on; nothing when empty. */
    breakLists: (fault: string) => visit(`${home}/cards/lists`, { fault }),
    /**
     * Shows a card by TLS where the form of a page leads; gives where the browser is sent then. The front
     * hands it over to the platform at this address.
     */
    showCard: async (page: string, card: ShownCard | undefined, platform: string) => {
      await visit(`${home}/cards/front`, { platform });
      const { action, fields } = formOf(page);
      return await visitByTls(`${action}?${new URLSearchParams(fields)}`, card);
    },
    /** Goes to the service of eParaksts mobile by a page's form, acts on the telephone, and is sent back. */
    eparaksts: async (page: string, personalCode: string, done: Record<string, string>) => {
      const { action, fields } = formOf(page);
      const who = formOf(await visit(`${action}?${new URLSearchParams(fields)}`));
      const shown = await visit(home + who.action, { ...who.fields, personalCode });
      const waiting = formOf(shown);
      await visit(`${home}/eparaksts/${waiting.fields.session}`, done);
      const onward = `${home}${waiting.action}?${new URLSearchParams(waiting.fields)}`;
      const answer = await fetch(onward, { redirect: 'manual' });
      return answer.headers.get('location') ?? '';
    },
    /** Goes to the institution by a page's form, signs on there, and is sent back. */
    institution: async (page: string, personalCode: string, done: Record<string, string> = {}) => {
      const { action, fields } = formOf(page);
      const who = formOf(await visit(`${action}?${new URLSearchParams(fields)}`));
      const body = new URLSearchParams({ ...who.fields, personalCode, ...done });
      const answer = await fetch(home + who.action, { method: 'POST', body, redirect: 'manual' });
      return answer.headers.get('location') ?? '';
    },
    /** Lets the institution say at an address that somebody signed out of it; gives the answer's status. */
    institutionEnds: async (at: string, done: Record<string, string>) =>
      JSON.parse(await visit(`${home}/institution/sign-out`, { at, ...done })).status as number,
    /** Goes to the SAML node by a page's form, signs on there, and gets the form that leads back. */
    saml: async (page: string, done: Record<string, string>) => {
      const { action, fields } = formOf(page);
      const who = formOf(await visit(`${action}?${new URLSearchParams(fields)}`));
      return formOf(await visit(home + who.action, { ...who.fields, ...done }));
    },
    /** What the telephone of a person shows now. */
    telephone: async (personalCode: string) => {
      const page = await visit(`${home}/telephone`);
      const row = new RegExp(`data-session="([\\w-]+)">PNOLV-${personalCode}: <strong>(\\d{4})`);
      const [, session = '', code = ''] = row.exec(page) ?? [];
      return {
        code,
        act: (form: Record<string, string>) => visit(`${home}/telephone/${session}`, form),
      };
    },
    /** Goes to the bank by the form of a page, and comes to what the bank answers: a form again. */
    bank: async (page: string, confirmed: Record<string, string>) => {
      const { action, fields } = formOf(page);
      const own = formOf(await visit(action, fields));
      return formOf(await visit(`${home}/bank/confirm`, { ...own.fields, ...confirmed }));
    },
  };
}

export interface ShownCard {
  certificate: string;
  key: string;
}

/** A real handshake with the key of the card. The front's own certificate is of this test alone. */
async function visitByTls(url: string, card: ShownCard | undefined): Promise<string> {
  const shown = card ? { cert: card.certificate, key: card.key } : {};
  return await new Promise((done, failed) => {
    const options = { ...shown, agent: false, rejectUnauthorized: false } as const;
    const asked = request(url, options, (answer) => {
      answer.resume().once('end', () => done(answer.headers.location ?? ''));
    });
    asked.once('error', failed).end();
  });
}

/** The first form of a page: where it leads, and what it sends unseen. */
function formOf(page: string): { action: string; fields: Record<string, string> } {
  const unescape = (text: string) =>
    text.replace(/&#(\d+);/g, (_, number) => String.fromCharCode(Number(number)));
  const form = /<form method="(?:post|get)" action="([^"]*)"[\s\S]*?<\/form>/.exec(page);
  const hidden = /<input type="hidden" name="([^"]*)" value="([^"]*)"/g;
  const fields = [...(form?.[0] ?? '').matchAll(hidden)];
  return {
    action: unescape(form?.[1] ?? ''),
    fields: Object.fromEntries(fields.map(([, name = '', value = '']) => [name, unescape(value)])),
  };
}
