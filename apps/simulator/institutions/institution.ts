import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Random } from '../random.ts';
import type { RegisterCode } from '../register-records.ts';
import { ExchangeClient, type Sender } from './exchange-client.ts';
import { renewRecord } from './renew-record.ts';
import { spoilRecord } from './spoil-record.ts';

const SAMPLE_MAX = 2_000;

/** What an institution does with its register in a day, each act for itself. */
export const ACTS = [
  'morning',
  'trickle',
  'correct',
  'repeat',
  'bad-rows',
  'halve',
  'spoil',
] as const;
export type Act = (typeof ACTS)[number];

/** How much of something happened: `unchanged: 3`. */
export type Tally = Readonly<Record<string, number | string>>;

interface Playing {
  baseUrl: string;
  /** The file of what the register holds. */
  path: string;
  clock: () => Date;
  seed: number;
}

type HeldRecord = Record<string, unknown> & { changedAt: string; holdsSince?: string };

/** The system of an institution that keeps one register, and sends it as a real one would. */
export class Institution {
  readonly register: RegisterCode;
  private readonly client: ExchangeClient;
  private readonly playing: Playing;
  private readonly random: Random;
  private readonly sample: HeldRecord[] = [];
  private sent = 0;

  constructor(sender: Sender, playing: Playing) {
    this.register = sender.register as RegisterCode;
    this.client = new ExchangeClient(playing.baseUrl, sender);
    this.playing = playing;
    this.random = new Random(playing.seed);
  }

  async open(): Promise<void> {
    for await (const line of this.lines()) {
      this.sample.push(JSON.parse(line));
      if (this.sample.length >= SAMPLE_MAX) break;
    }
  }

  async act(act: Exclude<Act, 'trickle'>): Promise<Tally> {
    switch (act) {
      case 'morning':
        return await this.snapshot('morning', this.lines());
      case 'halve':
        return await this.snapshot('halved', everySecond(this.lines()));
      case 'spoil':
        return await this.snapshot('spoilt', this.spoilt());
      case 'correct':
        return tally(await this.client.sendChanges([upsert(this.corrected())]));
      case 'repeat':
        return await this.repeat();
      case 'bad-rows':
        return tally(await this.client.sendChanges(this.badRows().map(upsert)));
    }
  }

  /** One change of the day. */
  async change(): Promise<string[]> {
    return await this.client.sendChanges([upsert(this.renewed())]);
  }

  /** The same twice, and then what held before: neither changes anything. */
  private async repeat(): Promise<Tally> {
    const before = structuredClone(this.pick());
    const record = this.renewed(before);
    const changes = [record, record, before].map(upsert);
    return tally(await this.client.sendChanges(changes));
  }

  private async snapshot(name: string, lines: AsyncIterable<string>): Promise<Tally> {
    const takenAt = this.playing.clock();
    const id = `${name}-${takenAt.getTime()}`;
    const { lastLine, ...report } = await this.client.sendSnapshot(id, takenAt, ended(lines));
    return { lines: lastLine, ...report };
  }

  private async *spoilt(): AsyncGenerator<string> {
    const changedAt = this.playing.clock().toISOString();
    for await (const line of this.lines()) {
      yield JSON.stringify(spoilRecord({ ...JSON.parse(line), changedAt }));
    }
  }

  private async *lines(): AsyncGenerator<string> {
    yield* createInterface({ input: createReadStream(this.playing.path) });
  }

  private pick(): HeldRecord {
    const record = this.sample[this.random.between(0, this.sample.length - 1)];
    if (!record) throw new Error(`The register ${this.register} has no records.`);
    return record;
  }

  /** Something happens to somebody: the register holds it from then on. */
  private renewed(of: HeldRecord = this.pick()): HeldRecord {
    this.sent += 1;
    const now = this.playing.clock();
    const today = now.toISOString().slice(0, 10);
    const number = `S-${now.getTime()}-${this.sent}`;
    const record = renewRecord(this.register, of, { random: this.random, today, number });
    const dated = { ...(record as HeldRecord), changedAt: now.toISOString() };
    if (of.holdsSince !== undefined) dated.holdsSince = today;
    const place = this.sample.findIndex(({ personalCode }) => personalCode === of.personalCode);
    if (of.personalCode !== undefined && place >= 0) this.sample[place] = dated;
    return dated;
  }

  /** The register was wrong before, and says what held then. */
  private corrected(): HeldRecord {
    const before = this.pick();
    const renewed = this.renewed(before);
    return { ...renewed, ...(before.holdsSince ? { holdsSince: before.holdsSince } : {}) };
  }

  private badRows(): unknown[] {
    const record = this.pick();
    const later = { ...record, changedAt: this.playing.clock().toISOString() };
    const { changedAt: _, ...undated } = record;
    return [
      undated,
      { ...later, shoeSize: 44 },
      { ...later, changedAt: '2026-02-30T00:00:00Z' },
      'personalCode' in record
        ? { ...later, personalCode: '161175-19998' }
        : { ...later, name: null },
    ];
  }
}

function upsert(record: unknown): { upsert: unknown } {
  return { upsert: record };
}

async function* everySecond(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let number = 0;
  for await (const line of lines) if (number++ % 2 === 0) yield line;
}

async function* ended(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) yield `${line}\n`;
}

function tally(outcomes: readonly string[]): Tally {
  const counts: Record<string, number> = {};
  for (const outcome of outcomes) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}
