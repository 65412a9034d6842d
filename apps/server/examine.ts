import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, PROJECT_FOLDER } from '../../platform/config/config.ts';
import { startEmbeddedPostgres } from '../../platform/database/embedded/start-embedded-postgres.ts';
import { examineDatabase } from './examine-database.ts';
import { type Finding, unwell, well } from './finding.ts';
import { openInstallationKeys } from './open-installation.ts';
import { sentenceOf } from './sentence-of.ts';
import { countryFolder } from './simulated-country.ts';

const NODE_MAJOR = 24;
const FREE_MIN_MEGABYTES = 500;

/** Looks at an installation from all sides and changes nothing in it. */
export async function examine(config: Config): Promise<Finding[]> {
  const files = [examineNode(), ...examineFolder(config), examineWeb()];
  if (config.simulated) files.push(examineCountry(config));
  const hasSecret = config.secret !== undefined || existsSync(join(config.folder, 'secret'));
  if (!hasSecret) return [unwell('Nothing is installed yet. "npm start" does it.')];
  return [...files, ...(await examineServer(config))];
}

function examineNode(): Finding {
  const { node } = process.versions;
  return Number(node.split('.')[0]) >= NODE_MAJOR
    ? well(`Node is ${node}.`)
    : unwell(`Node is ${node}. Run "npm install": it brings Node ${NODE_MAJOR} along.`);
}

function examineFolder({ folder, secret }: Config): Finding[] {
  if (!existsSync(folder)) return [];
  const findings: Finding[] = [];
  try {
    accessSync(folder, constants.W_OK);
    findings.push(well(`The folder ${folder} can be written to.`));
  } catch {
    findings.push(unwell(`The folder ${folder} cannot be written to. Change its owner or mode.`));
  }
  const { bavail, bsize } = statfsSync(folder);
  const megabytes = Math.floor((bavail * bsize) / 1_000_000);
  if (megabytes < FREE_MIN_MEGABYTES) {
    findings.push(unwell(`Only ${megabytes} MB of the disk with ${folder} are free. Make room.`));
  }
  const path = join(folder, 'secret');
  if (!secret && existsSync(path)) {
    const open = (statSync(path).mode & 0o077) !== 0;
    findings.push(
      open
        ? unwell(`${path} can be read by others. Run: chmod 600 ${path}`)
        : well('The secret can be read by its owner only.'),
    );
  }
  return findings;
}

function examineWeb(): Finding {
  return existsSync(join(PROJECT_FOLDER, 'apps/web/dist/index.html'))
    ? well('The web app is built.')
    : unwell('The web app is not built. "npm start" builds it.');
}

function examineCountry({ folder }: Config): Finding {
  return existsSync(join(countryFolder(folder), 'country.json'))
    ? well('The files of the simulated country are there.')
    : unwell(
        'The files of the simulated country are missing. "npm start" makes them, or set ' +
          'KOPLIETA_SIMULATED=false to be without.',
      );
}

async function examineServer(config: Config): Promise<Finding[]> {
  try {
    const keys = openInstallationKeys(config);
    const server = config.databaseUrl
      ? { adminUrl: config.databaseUrl, stop: async () => {} }
      : await startEmbeddedPostgres({ folder: config.folder, keys, make: false });
    try {
      return await examineDatabase(server.adminUrl, config.database, keys);
    } finally {
      await server.stop();
    }
  } catch (error) {
    return [unwell(`The database cannot be used: ${await sentenceOf(error)}`)];
  }
}
