import type { Command } from 'commander';
import { listBudgets } from '../../../modules/transactions/index.ts';
import { withInstallation } from '../with-installation.ts';

const PAGES_MAX = 500;

/** `koplieta budgets`: what is used of the budgets of today, what was announced, when they will end. */
export function addBudgetsCommand(program: Command): void {
  program
    .command('budgets')
    .description('print the budgets of today: used, announced, forecast')
    .action(() =>
      withInstallation('budgets', async ({ context }) => {
        let after: string | undefined;
        for (let page = 0; page < PAGES_MAX; page++) {
          const { budgets, next } = await listBudgets(context, { after });
          if (page === 0 && budgets.length === 0)
            console.log('Nothing was taken of any budget yet.');
          for (const budget of budgets) console.log(lineOf(budget));
          if (next === null) break;
          after = next;
        }
      }),
    );
}

type Listed = Awaited<ReturnType<typeof listBudgets>>['budgets'][number];

function lineOf(budget: Listed): string {
  const { usedCents, totalCents, reliefs, sharedCode, territory, forecastDay, notices } = budget;
  const percent = totalCents === 0 ? 100 : Math.floor((usedCents * 100) / totalCents);
  const levels = notices.map(({ level }) => `${level} %`).join(', ');
  return [
    `${sharedCode ?? reliefs.join(', ')}: ${budget.grantor.en}${territory ? `, ${territory}` : ''}`,
    `${budget.period} from ${budget.from}`,
    `${euros(usedCents)} of ${euros(totalCents)} EUR used (${percent} %)`,
    ...(levels ? [`announced at ${levels}`] : []),
    ...(forecastDay ? [`ends about ${forecastDay}`] : []),
  ].join(' · ');
}

function euros(cents: number): string {
  return (cents / 100).toFixed(2);
}
