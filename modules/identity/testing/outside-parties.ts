import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { PROJECT_FOLDER } from '../../../platform/config/config.ts';

type Visitor = (url: string, form?: Record<string, string>) => Promise<string>;

const visit: Visitor = async (url, form) => {
  const options = form ? { method: 'POST', body: new URLSearchParams(form) } : {};
  return await (await fetch(url, options)).text();
};

/** The simulated bank and telephones in a process of their own; ended with the test file. */
export async function outsideParties() {
  const folder = mkdtempSync(join(tmpdir(), 'koplieta-parties-'));
  const file = join(folder, 'login-means.json');
  const program = join(PROJECT_FOLDER, 'apps/simulator/login-means/main.ts');
  const child = spawn(process.execPath, [program, '--file', file]);
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

/** The first form of a page: where it leads, and what it sends unseen. */
function formOf(page: string): { action: string; fields: Record<string, string> } {
  const unescape = (text: string) =>
    text.replace(/&#(\d+);/g, (_, number) => String.fromCharCode(Number(number)));
  const form = /<form method="post" action="([^"]*)"[\s\S]*?<\/form>/.exec(page);
  const hidden = /<input type="hidden" name="([^"]*)" value="([^"]*)"/g;
  const fields = [...(form?.[0] ?? '').matchAll(hidden)];
  return {
    action: unescape(form?.[1] ?? ''),
    fields: Object.fromEntries(fields.map(([, name = '', value = '']) => [name, unescape(value)])),
  };
}
