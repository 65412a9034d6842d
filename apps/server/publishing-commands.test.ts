import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { testProgram } from './testing/program.ts';

const TIMEOUT_MS = 180_000;

const { folder, run, start } = testProgram({ KOPLIETA_SIMULATED: 'false' });

function addOfficial(name: string, role: string): { KOPLIETA_OFFICIAL_KEY: string } {
  const { status, output } = run(['officials', 'add', '--name', name, '--role', role]);
  expect(status).toBe(0);
  return { KOPLIETA_OFFICIAL_KEY: /^koplo_\S+$/m.exec(output)?.[0] ?? '' };
}

test('outside the simulated country a start fills an empty catalogue, then two officials publish', {
  timeout: TIMEOUT_MS,
}, async () => {
  const server = await start();
  const shipped = 'reliefs/municipal-pool-senior.yaml';
  const file = join(folder, 'ended.yaml');
  const text = readFileSync(shipped, 'utf8');
  writeFileSync(file, text.replace(/^( {2}- from: \S+)$/m, '$1\n    to: 2099-01-01'));
  const keyless = run(['reliefs', 'import', file]);
  expect(keyless).toMatchObject({ status: 1 });
  expect(keyless.output).toContain('Set KOPLIETA_OFFICIAL_KEY');
  const [editor, reviewer] = [addOfficial('Ilze', 'editor'), addOfficial('Anna', 'reviewer')];
  expect(run(['reliefs', 'import', shipped], editor).output).toContain('published already');
  const drafted = run(['reliefs', 'import', file], editor).output;
  const [, id = ''] =
    /^MUNICIPAL-POOL-SENIOR: draft (\S+) waits for a review\.$/m.exec(drafted) ?? [];
  const early = run(['reliefs', 'publish', id], editor);
  expect(early.status).toBe(1);
  expect(early.output).toContain('draft-not-open');
  expect(run(['reliefs', 'review', id], reviewer).output).toContain('It can be published.');
  const published = run(['reliefs', 'publish', id], editor).output;
  expect(published).toMatch(/^MUNICIPAL-POOL-SENIOR: version 1 ends on 2099-01-01$/m);
  const listed = run(['reliefs', 'drafts'], editor).output;
  expect(listed).toMatch(/published +relief MUNICIPAL-POOL-SENIOR: /);
  expect(listed).toContain('drafted by Ilze, reviewed by Anna, published by Ilze');
  const group = ['groups', 'add', 'friends', '--lv', 'Draugi', '--en', 'Friends'];
  expect(run([...group, '--grantor', 'nobody'], editor).output).toContain('organisation-unknown');
  expect(run(['groups', 'lists', 'friends'], reviewer).output).toContain('group-unknown');
  server.process.kill('SIGINT');
  await server.ended;
  const again = await start();
  again.process.kill('SIGINT');
  expect(await again.ended).toBe(0);
});
