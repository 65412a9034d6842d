import { createRootRoute, createRoute, createRouter, redirect } from '@tanstack/react-router';
import { LogInsPage } from './features/log-ins/LogInsPage.tsx';
import { SecondFactorsPage } from './features/second-factors/SecondFactorsPage.tsx';
import { Shell } from './Shell.tsx';
import { Entrance } from './workplaces/entrance/Entrance.tsx';
import { Lost } from './workplaces/entrance/Lost.tsx';
import { SignIn } from './workplaces/entrance/SignIn.tsx';
import { TerminalSignIn } from './workplaces/entrance/TerminalSignIn.tsx';
import { ApplyPage } from './workplaces/exchange/ApplyPage.tsx';
import { CataloguePage } from './workplaces/exchange/CataloguePage.tsx';
import { DataSetPage } from './workplaces/exchange/DataSetPage.tsx';
import { PermissionPage } from './workplaces/exchange/PermissionPage.tsx';
import { PermissionsPage } from './workplaces/exchange/PermissionsPage.tsx';
import { RegistersPage } from './workplaces/exchange/RegistersPage.tsx';
import { StatementPage } from './workplaces/exchange/StatementPage.tsx';
import { GrantsPage } from './workplaces/granting/GrantsPage.tsx';
import { GroupPage } from './workplaces/granting/GroupPage.tsx';
import { GroupsPage } from './workplaces/granting/GroupsPage.tsx';
import { ReviewsPage } from './workplaces/granting/ReviewsPage.tsx';
import { OfficePage } from './workplaces/office/OfficePage.tsx';
import { OwnRecordsPage } from './workplaces/own-records/OwnRecordsPage.tsx';
import { RecordUsesPage } from './workplaces/own-records/RecordUsesPage.tsx';
import { BasketPage } from './workplaces/provider/BasketPage.tsx';
import { TerminalTransactionPage } from './workplaces/provider/TerminalTransactionPage.tsx';
import { TerminalTransactionsPage } from './workplaces/provider/TerminalTransactionsPage.tsx';
import { CardsPage } from './workplaces/recipient/CardsPage.tsx';
import { HistoryPage } from './workplaces/recipient/HistoryPage.tsx';
import { MandatesPage } from './workplaces/recipient/MandatesPage.tsx';
import { ReliefPage } from './workplaces/recipient/ReliefPage.tsx';
import { ReliefsPage } from './workplaces/recipient/ReliefsPage.tsx';
import { TransactionPage } from './workplaces/recipient/TransactionPage.tsx';
import { MappingPage, NewMappingPage } from './workplaces/registers/MappingPage.tsx';

const PERMISSION_NUMBER = /^KP-\d{4}-\d{6,9}$/;

const root = createRootRoute({ component: Shell, notFoundComponent: Lost, errorComponent: Lost });

const pages = root.addChildren([
  createRoute({ getParentRoute: () => root, path: '/', component: Entrance }),
  createRoute({ getParentRoute: () => root, path: '/sign-in', component: SignIn }),
  createRoute({ getParentRoute: () => root, path: '/sign-in/terminal', component: TerminalSignIn }),
  createRoute({ getParentRoute: () => root, path: '/me', beforeLoad: leadTo('/me/reliefs') }),
  createRoute({ getParentRoute: () => root, path: '/me/reliefs', component: ReliefsPage }),
  createRoute({ getParentRoute: () => root, path: '/me/reliefs/$code', component: ReliefPage }),
  createRoute({ getParentRoute: () => root, path: '/me/cards', component: CardsPage }),
  createRoute({ getParentRoute: () => root, path: '/me/mandates', component: MandatesPage }),
  createRoute({ getParentRoute: () => root, path: '/me/log-ins', component: LogInsPage }),
  createRoute({
    getParentRoute: () => root,
    path: '/me/second-factors',
    component: SecondFactorsPage,
  }),
  createRoute({ getParentRoute: () => root, path: '/me/records', component: OwnRecordsPage }),
  createRoute({ getParentRoute: () => root, path: '/me/record-uses', component: RecordUsesPage }),
  createRoute({ getParentRoute: () => root, path: '/me/history', component: HistoryPage }),
  createRoute({ getParentRoute: () => root, path: '/me/history/$id', component: TransactionPage }),
  createRoute({ getParentRoute: () => root, path: '/office', component: OfficePage }),
  createRoute({ getParentRoute: () => root, path: '/office/groups', component: GroupsPage }),
  createRoute({ getParentRoute: () => root, path: '/office/groups/$code', component: GroupPage }),
  createRoute({ getParentRoute: () => root, path: '/office/grants', component: GrantsPage }),
  createRoute({ getParentRoute: () => root, path: '/office/reviews', component: ReviewsPage }),
  createRoute({ getParentRoute: () => root, path: '/office/registers', component: RegistersPage }),
  createRoute({
    getParentRoute: () => root,
    path: '/office/registers/$register',
    component: MappingPage,
  }),
  createRoute({ getParentRoute: () => root, path: '/office/mapping', component: NewMappingPage }),
  createRoute({ getParentRoute: () => root, path: '/office/catalogue', component: CataloguePage }),
  createRoute({
    getParentRoute: () => root,
    path: '/office/catalogue/$code/$version',
    component: DataSetPage,
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/office/catalogue/$code/$version/apply',
    validateSearch: ({ like }): { like?: string } =>
      typeof like === 'string' && PERMISSION_NUMBER.test(like) ? { like } : {},
    component: ApplyPage,
  }),
  createRoute({ getParentRoute: () => root, path: '/office/statement', component: StatementPage }),
  createRoute({
    getParentRoute: () => root,
    path: '/office/permissions',
    component: PermissionsPage,
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/office/permissions/$number',
    component: PermissionPage,
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/terminal',
    beforeLoad: leadTo('/terminal/basket'),
  }),
  createRoute({ getParentRoute: () => root, path: '/terminal/basket', component: BasketPage }),
  createRoute({
    getParentRoute: () => root,
    path: '/terminal/transactions',
    component: TerminalTransactionsPage,
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/terminal/transactions/$id',
    component: TerminalTransactionPage,
  }),
]);

function leadTo(to: '/me/reliefs' | '/terminal/basket') {
  return () => {
    throw redirect({ to, replace: true });
  };
}

export const router = createRouter({ routeTree: pages });

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
