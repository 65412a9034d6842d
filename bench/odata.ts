import { composeServer } from '../apps/server/compose.ts';
import { defineDataSet } from '../modules/exchange/index.ts';
import { addOrganisations } from '../modules/persons/index.ts';
import { type BenchDatabase, databaseCpuSeconds, withBenchDatabase } from './database.ts';
import { median } from './load.ts';

const OPERATOR_KEY = 'operator_key_of_the_bench';
const TERRITORIES = 119;
const ROUNDS = 40;
const PAGE = 100;

const TEXT = `
code: bench-residences
name: { lv: Dzīvesvietas, en: Residences }
institution: bench
key: [number]
fields:
  - { name: number, type: integer, class: none, indexed: true }
  - { name: building, class: none, indexed: true }
  - { name: territory, class: none, indexed: true }
  - { name: since, type: day, class: none, indexed: true }
  - { name: area, type: decimal, class: none, indexed: true }
  - { name: street, class: none }
  - name: rooms
    list: [{ name: kind, class: none }, { name: metres, type: decimal, class: none }]
`;

/** A question, made for each round, and what the bare table is asked for the same records. */
interface Question {
  name: string;
  query(round: number): string;
  floor?(round: number): string;
}

const FIELD = (name: string) => `((content ->> '${name}') collate "C")`;

const QUESTIONS: readonly Question[] = [
  {
    name: 'one value of an index',
    query: (round) => `$filter=building eq 'b${round * 331}'`,
    floor: (round) => `${FIELD('building')} = 'b${round * 331}'`,
  },
  {
    name: 'a common value',
    query: (round) => `$filter=territory eq '${territory(round)}'`,
    floor: (round) => `${FIELD('territory')} = '${territory(round)}'`,
  },
  {
    name: 'a range in its order',
    query: (round) => `$filter=area ge ${round} and area lt ${round + 1}&$orderby=area desc`,
    floor: (round) => {
      const area = "(content ->> 'area')::numeric";
      return `${area} >= ${round} and ${area} < ${round + 1} order by ${area} desc, key_hash desc`;
    },
  },
  {
    name: 'and a condition on rows',
    query: (round) =>
      `$filter=building eq 'b${round * 77}' and rooms/any(r:r/metres ge 1)&$select=number,rooms`,
    floor: (round) => `${FIELD('building')} = 'b${round * 77}'`,
  },
  {
    name: 'by key',
    query: (round) => `$filter=number eq ${round * 1_021}`,
    floor: (round) => `((content ->> 'number')::numeric) = ${round * 1_021}`,
  },
  {
    name: 'no condition, ordered',
    query: () => '$orderby=since desc',
    floor: () => `true order by ${FIELD('since')} desc nulls last, key_hash desc`,
  },
  { name: 'refused: no index', query: (round) => `$filter=contains(street,'${round}')` },
];

function territory(round: number): string {
  return String(round % TERRITORIES).padStart(7, '0');
}

/** First answers over HTTP to questions by OData, over a large data set. */
export async function benchOdata(records: number): Promise<void> {
  await withBenchDatabase(async (database) => {
    await addOrganisations(database.context, [
      {
        ...{ code: 'bench', registrationNumber: null, kind: 'institution', roles: [] },
        ...{ name: { lv: 'Mērījumi', en: 'Bench' }, territory: null },
      },
    ]);
    await defineDataSet(database.context, { file: 'residences.yaml', text: TEXT });
    const id = await fill(database, records);
    const { context } = database;
    const server = await composeServer({
      context,
      operatorKey: OPERATOR_KEY,
      simulated: false,
      web: false,
    });
    try {
      const root = await server.listen({ host: '127.0.0.1', port: 0 });
      console.log(`${records} records; the first ${PAGE} of an answer, ${ROUNDS} rounds`);
      for (const question of QUESTIONS) await measure(database, { root, id, question });
    } finally {
      await server.close();
    }
  });
}

async function fill({ admin }: BenchDatabase, records: number): Promise<number> {
  const [version] = await admin.query<{ id: number }>('select id from exchange.versions');
  if (!version) throw new Error('The data set is gone.');
  const begunMs = performance.now();
  await admin.query(
    `insert into exchange.records_${version.id}
       (version_id, key_hash, position, content_hash, content, changed_at)
     select $1::integer,
       substr(sha256(convert_to(format('[%s,%s]', $1::integer, number), 'UTF8')), 1, 16),
       number, '\\x00',
       jsonb_build_object('number', number, 'building', 'b' || number / 7,
         'territory', lpad((number % ${TERRITORIES})::text, 7, '0'),
         'since', (date '2000-01-01' + number % 9000)::text,
         'area', (number % 10000)::text || '.' || number % 10, 'street', 'Iela ' || number % 5000,
         'rooms', jsonb_build_array(jsonb_build_object('kind', 'a', 'metres', (number % 40)::text))),
       now()
     from generate_series(1, $2::integer) number`,
    [version.id, records],
  );
  await admin.query(`analyze exchange.records_${version.id}`);
  await admin.query(
    'update exchange.heads set records = $2::bigint where version_id = $1::integer',
    [version.id, records],
  );
  console.log(`filled in ${Math.round((performance.now() - begunMs) / 1_000)} s`);
  return version.id;
}

async function measure(
  { admin }: BenchDatabase,
  { root, id, question }: { root: string; id: number; question: Question },
): Promise<void> {
  const headers = { authorization: `Bearer ${OPERATOR_KEY}`, prefer: `maxpagesize=${PAGE}` };
  const times: number[] = [];
  const floors: number[] = [];
  let told = '';
  let serverMs = 0;
  let databaseMs = 0;
  for (let round = 1; round <= ROUNDS; round++) {
    const query = encodeURI(question.query(round)).replaceAll("'", '%27');
    const database = await databaseCpuSeconds(admin);
    const before = process.cpuUsage();
    const begunMs = performance.now();
    const response = await fetch(`${root}/exchange/v1/odata/bench-residences/1/Records?${query}`, {
      headers,
    });
    const answer = (await response.json()) as { value?: unknown[]; code?: string };
    times.push(performance.now() - begunMs);
    const { user, system } = process.cpuUsage(before);
    serverMs += (user + system) / 1_000;
    databaseMs += ((await databaseCpuSeconds(admin)) - database) * 1_000;
    told = answer.value ? `${answer.value.length} records` : String(answer.code);
    const condition = question.floor?.(round);
    if (condition === undefined) continue;
    const floorMs = performance.now();
    await admin.query(
      `select content::text from exchange.records_${id} where ${condition} limit ${PAGE + 1}`,
    );
    floors.push(performance.now() - floorMs);
  }
  const late = times.toSorted((one, other) => one - other)[Math.floor(times.length * 0.95)] ?? 0;
  const floor = floors.length > 0 ? `; the bare statement ${median(floors).toFixed(1)} ms` : '';
  console.log(
    `  ${question.name.padEnd(24)} ${median(times).toFixed(1).padStart(6)} ms, ` +
      `95 % under ${late.toFixed(1)} ms${floor}; processor: ${perRound(serverMs)} ms of the server ` +
      `and who asks, ${perRound(databaseMs)} ms of the database (${told})`,
  );
}

function perRound(total: number): string {
  return (total / ROUNDS).toFixed(1);
}
