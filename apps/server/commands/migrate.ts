import type { Command } from 'commander';
import { listMigrations } from '../../../platform/database/migrate.ts';
import { withInstallation } from '../with-installation.ts';

export function addMigrateCommand(program: Command): void {
  program
    .command('migrate')
    .description('make or upgrade the database, and end')
    .action(() =>
      withInstallation('migrate', async ({ config }) => {
        const count = listMigrations().length;
        console.log(`The database "${config.database}" has all ${count} migrations.`);
      }),
    );
}
