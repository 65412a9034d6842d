import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { testContext } from '../testing/test-context.ts';
import { listen } from './listen.ts';

async function until(holds: () => boolean): Promise<void> {
  for (let waited = 0; waited < 300 && !holds(); waited++) await sleep(20);
  expect(holds()).toBe(true);
}

test('notices come, also after the connection was cut', async () => {
  const context = await testContext();
  const heard: string[] = [];
  const listening = listen(context.access.application, 'some_channel', (one) => heard.push(one));
  await until(() => heard.length === 1);
  await context.db.query(`select pg_notify('some_channel', 'first')`);
  await until(() => heard.includes('first'));
  await context.db.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where query = 'listen "some_channel"'
     and datname = current_database()`,
  );
  await until(() => heard.filter((one) => one === '').length === 2);
  await context.db.query(`select pg_notify('some_channel', 'second')`);
  await until(() => heard.includes('second'));
  await listening.stop();
});
