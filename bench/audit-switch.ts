import pg from 'pg';

const NAME = 'audit.write_records(jsonb)';
const OFF = `create or replace function audit.write_records(records jsonb) returns void
language plpgsql as $$ begin end $$`;

/**
 * Turns the writing of the audit into nothing, and back, in the database of a bench: what it costs is then
 * measured in one run.
 */
export async function openAuditSwitch(connection: pg.ClientConfig) {
  const client = new pg.Client(connection);
  await client.connect();
  const { rows } = await client.query(`select pg_get_functiondef('${NAME}'::regprocedure) as text`);
  const own: string = rows[0].text;
  return {
    turn: async (to: 'on' | 'off') => void (await client.query(to === 'on' ? own : OFF)),
    end: () => client.end(),
  };
}
