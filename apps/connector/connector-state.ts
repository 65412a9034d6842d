import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { ConnectorFailure } from './connector-failure.ts';

const TakenFile = z.object({
  bytes: z.int(),
  modifiedMs: z.number(),
  digest: z.string(),
  outcome: z.string(),
});

const SourceState = z.object({
  begunAt: z.iso.datetime().optional(),
  /** The run that was begun has not come to its end, and may when it is tried again. */
  unfinished: z.boolean().optional(),
  /** Of what is read: another source under the same name begins anew. */
  fingerprint: z.string().optional(),
  watermark: z.string().optional(),
  /** Digests of changes that were refused: those of the overlap are not refused again and again. */
  refused: z.array(z.string()).optional(),
  files: z.record(z.string(), TakenFile).optional(),
});

const ConnectorState = z.object({ sources: z.record(z.string(), SourceState) });

export type TakenFile = z.infer<typeof TakenFile>;
export type SourceState = z.infer<typeof SourceState>;

const PRIVATE_MODE = 0o600;

/** What a connector has done, in a folder of its own. It is written after what it tells of happened. */
export class StateFolder {
  private readonly path: string;
  private readonly lock: DatabaseSync;
  private readonly state: z.infer<typeof ConnectorState>;

  /** Opens the folder for this process alone. Fails when another connector works with it. */
  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.path = join(folder, 'state.json');
    // A lock that the system lets go of when the process dies, however it dies.
    this.lock = new DatabaseSync(join(folder, 'lock'));
    try {
      this.lock.exec('begin exclusive');
      this.state = this.read();
    } catch (error) {
      this.lock.close();
      if (error instanceof ConnectorFailure) throw error;
      throw new ConnectorFailure('Another connector works with this folder of state.', {
        cause: error,
      });
    }
  }

  of(source: string): SourceState {
    return this.state.sources[source] ?? {};
  }

  /** Keeps what is new of a source. Either all of it is kept, or what was kept before. */
  keep(source: string, changed: SourceState): void {
    this.state.sources[source] = { ...this.of(source), ...changed };
    const fresh = `${this.path}.new`;
    const file = openSync(fresh, 'w', PRIVATE_MODE);
    writeFileSync(file, JSON.stringify(this.state, null, 1));
    fsyncSync(file);
    closeSync(file);
    renameSync(fresh, this.path);
  }

  close(): void {
    this.lock.close();
  }

  private read(): z.infer<typeof ConnectorState> {
    let text: string;
    try {
      text = readFileSync(this.path, 'utf8');
    } catch {
      return { sources: {} };
    }
    try {
      return ConnectorState.parse(JSON.parse(text));
    } catch (error) {
      const sentence = `${this.path} cannot be read. Remove it: everything is then sent again, which changes nothing.`;
      throw new ConnectorFailure(sentence, { cause: error });
    }
  }
}
