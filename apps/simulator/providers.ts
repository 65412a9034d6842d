import type {
  AgreementStatement,
  ProviderStatement,
  ProviderStatements,
} from '../../modules/providers/index.ts';
import { organisationRecords } from './organisations/organisations.ts';
import { CATALOGUES } from './provider-items.ts';

/** Where reliefs are used in the simulated country: the same whatever the seed. All of it is invented. */
export function providerStatements(): ProviderStatements {
  const records = organisationRecords();
  const municipalities = records['public-persons'].filter(({ kind }) => kind === 'municipality');
  const pools = records['tax-payer-units']
    .filter(({ shortName }) => shortName.startsWith('peldbaseins-'))
    .map(({ shortName, territory }) => ({ shortName, territory }));
  return {
    providers: [
      ...MERCHANTS.map(toProvider),
      ...pools.map(({ shortName, territory }) =>
        toProvider({
          organisation: shortName,
          system: 'Baseina kases',
          items: CATALOGUES.pool,
          points: [['kase', 'Baseina kase', 'Pool cash desk', territory]],
          terminalsEach: 2,
        }),
      ),
    ],
    agreements: [
      ...STATE_AGREEMENTS,
      ...municipalities.flatMap(({ shortName }) => ruralAgreements(shortName)),
      ...pools.map(({ shortName, territory }) => poolAgreement(shortName, territory)),
    ],
  };
}

interface Merchant {
  organisation: string;
  /** Name of its identification and transaction system. */
  system: string;
  items: ProviderStatement['items'];
  /** [code, Latvian, English, territory] */
  points: readonly (readonly [string, string, string, string])[];
  terminalsEach: number;
}

const RIGA = '0001000';

const MERCHANTS: readonly Merchant[] = [
  {
    organisation: 'rigas-transports',
    system: 'Validatori un kases',
    items: CATALOGUES.city,
    points: [
      ['autobuss-15', '15. autobuss', 'Bus 15', RIGA],
      ['tramvajs-11', '11. tramvajs', 'Tram 11', RIGA],
      ['trolejbuss-4', '4. trolejbuss', 'Trolleybus 4', RIGA],
      ['kase-centrs', 'Kase centrā', 'Ticket office in the centre', RIGA],
    ],
    terminalsEach: 4,
  },
  cityTransport('daugavpils-transports', '0002000'),
  cityTransport('liepajas-transports', '0005000'),
  cityTransport('jelgavas-transports', '0003000'),
  {
    organisation: 'regionalie-autobusi',
    system: 'Autobusu kases',
    items: CATALOGUES.regionalBus,
    points: [
      ['riga-ogre', 'Rīga–Ogre', 'Riga–Ogre', RIGA],
      ['riga-bauska', 'Rīga–Bauska', 'Riga–Bauska', RIGA],
      ['cesis-madona', 'Cēsis–Madona', 'Cēsis–Madona', '0026000'],
      ['kuldiga-saldus', 'Kuldīga–Saldus', 'Kuldīga–Saldus', '0033000'],
      ['rezekne-ludza', 'Rēzekne–Ludza', 'Rēzekne–Ludza', '0006000'],
      ['autoosta', 'Kase autoostā', 'Ticket office at the coach station', RIGA],
    ],
    terminalsEach: 3,
  },
  {
    organisation: 'vilcienu-parvadatajs',
    system: 'Vilcienu kases',
    items: CATALOGUES.train,
    points: [
      ['riga-tukums', 'Rīga–Tukums', 'Riga–Tukums', RIGA],
      ['riga-aizkraukle', 'Rīga–Aizkraukle', 'Riga–Aizkraukle', '0020000'],
      ['riga-jelgava', 'Rīga–Jelgava', 'Riga–Jelgava', '0003000'],
      ['stacija-riga', 'Rīgas stacija', 'Riga station', RIGA],
    ],
    terminalsEach: 3,
  },
  {
    organisation: 'elektribas-tirgotajs',
    system: 'Rēķinu sistēma',
    items: CATALOGUES.electricity,
    points: [['norekini', 'Klientu norēķini', 'Billing', RIGA]],
    terminalsEach: 2,
  },
  {
    organisation: 'skolu-edinatajs',
    system: 'Ēdnīcu kases',
    items: CATALOGUES.lunch,
    points: [
      ['skola-pie-kanala', 'Skola pie kanāla', 'School by the canal', RIGA],
      ['skola-pie-meza', 'Skola pie meža', 'School by the forest', RIGA],
      ['skola-aiz-tilta', 'Skola aiz tilta', 'School behind the bridge', RIGA],
    ],
    terminalsEach: 2,
  },
  {
    organisation: 'novadu-edinatajs',
    system: 'Ēdnīcu kases novados',
    items: CATALOGUES.lunch,
    points: [
      ['skola-pie-upes', 'Skola pie upes', 'School by the river', '0003000'],
      ['skola-rigas-pievarte', 'Skola Rīgas pievārtē', 'School at the gate of Riga', RIGA],
    ],
    terminalsEach: 2,
  },
  clinic('rigas-klinika', RIGA),
  clinic('latgales-klinika', '0002000'),
  museum('muzejs-riga', RIGA),
  museum('muzejs-kuldiga', '0033000'),
  museum('muzejs-ventspils', '0007000'),
  {
    organisation: 'partikas-tikls',
    system: 'Veikalu kases',
    items: CATALOGUES.grocery,
    points: [
      ['veikals-tirgus', 'Veikals pie tirgus', 'Shop by the market', RIGA],
      ['veikals-stacija', 'Veikals stacijā', 'Shop at the station', RIGA],
      ['veikals-ogre', 'Veikals Ogrē', 'Shop in Ogre', '0040000'],
      ['veikals-daugavpils', 'Veikals Daugavpilī', 'Shop in Daugavpils', '0002000'],
      ['veikals-liepaja', 'Veikals Liepājā', 'Shop in Liepāja', '0005000'],
    ],
    terminalsEach: 4,
  },
];

function cityTransport(organisation: string, territory: string): Merchant {
  return {
    organisation,
    system: 'Validatori',
    items: CATALOGUES.city,
    points: [
      ['autobuss-1', '1. autobuss', 'Bus 1', territory],
      ['autobuss-3', '3. autobuss', 'Bus 3', territory],
    ],
    terminalsEach: 3,
  };
}

function clinic(organisation: string, territory: string): Merchant {
  return {
    organisation,
    system: 'Reģistratūras un aptiekas kases',
    items: CATALOGUES.clinic,
    points: [
      ['registratura', 'Reģistratūra', 'Reception', territory],
      ['aptieka', 'Aptieka', 'Pharmacy', territory],
    ],
    terminalsEach: 2,
  };
}

function museum(organisation: string, territory: string): Merchant {
  return {
    organisation,
    system: 'Muzeja kase',
    items: CATALOGUES.museum,
    points: [['kase', 'Muzeja kase', 'Museum ticket desk', territory]],
    terminalsEach: 2,
  };
}

function toProvider({ organisation, system, items, points, terminalsEach }: Merchant) {
  return {
    organisation,
    pointsOfService: points.map(([code, lv, en, territory]) => ({
      code,
      name: { lv, en },
      territory,
    })),
    ids: [
      {
        code: organisation,
        name: system,
        terminals: points.flatMap(([code]) =>
          Array.from({ length: terminalsEach }, (_, number) => ({
            code: `${code}-${number + 1}`,
            pointOfService: code,
          })),
        ),
      },
    ],
    items: [...items],
  };
}

const COUNTRYWIDE_FARES = [
  'LV-TRANSPORT-PRESCHOOL',
  'LV-TRANSPORT-DISABILITY',
  'LV-TRANSPORT-ORPHAN',
  'LV-TRANSPORT-REPRESSED',
  'LV-TRANSPORT-GODA-GIMENE',
];
const CITY_FARES = ['LV-TRANSPORT-DISABILITY', 'LV-TRANSPORT-ORPHAN'];
const RIGA_FARES = [
  'RIGA-TRANSPORT-PUPIL',
  'RIGA-TRANSPORT-SENIOR-75',
  'RIGA-TRANSPORT-PENSIONER',
  'RIGA-TRANSPORT-DISABILITY-III',
  'RIGA-TRANSPORT-LARGE-FAMILY-6',
];

/** [grantor, provider, number, reliefs] */
const STATE_AGREEMENTS = (
  [
    ['satiksmes-ministrija', 'regionalie-autobusi', 'SM-2021/1', COUNTRYWIDE_FARES],
    ['satiksmes-ministrija', 'vilcienu-parvadatajs', 'SM-2021/2', COUNTRYWIDE_FARES],
    ['satiksmes-ministrija', 'rigas-transports', 'SM-2021/3', CITY_FARES],
    ['satiksmes-ministrija', 'daugavpils-transports', 'SM-2021/4', CITY_FARES],
    ['satiksmes-ministrija', 'liepajas-transports', 'SM-2021/5', CITY_FARES],
    ['satiksmes-ministrija', 'jelgavas-transports', 'SM-2021/6', CITY_FARES],
    ['m-0001000', 'rigas-transports', 'RD-2021/89', RIGA_FARES],
    [
      'buvniecibas-valsts-kontroles-birojs',
      'elektribas-tirgotajs',
      'BVKB-2021/7',
      ['LV-ELECTRICITY-PROTECTED'],
    ],
    [
      'm-0001000',
      'skolu-edinatajs',
      'RD-2021/14',
      ['RIGA-CATERING-GRADES-1-4', 'RIGA-CATERING-LARGE-FAMILY'],
    ],
    [
      'm-0001000',
      'novadu-edinatajs',
      'RD-2021/15',
      ['RIGA-CATERING-GRADES-1-4', 'RIGA-CATERING-LARGE-FAMILY'],
    ],
    ['nacionalais-veselibas-dienests', 'rigas-klinika', 'NVD-2021/31', ['LV-MEDICINE-NEEDY-COPAY']],
    [
      'nacionalais-veselibas-dienests',
      'latgales-klinika',
      'NVD-2021/32',
      ['LV-MEDICINE-NEEDY-COPAY'],
    ],
    ['kulturas-ministrija', 'muzejs-riga', 'KM-2021/1', ['MUSEUM-STUDENT']],
    ['kulturas-ministrija', 'muzejs-kuldiga', 'KM-2021/2', ['MUSEUM-STUDENT']],
    ['kulturas-ministrija', 'muzejs-ventspils', 'KM-2021/3', ['MUSEUM-STUDENT']],
    ['partikas-tikls', 'partikas-tikls', 'PT-2021/1', ['LOYALTY-GROCERY-SENIOR-WEDNESDAY']],
  ] as const
).map(([grantor, provider, number, reliefs]) => agreement(grantor, provider, { number, reliefs }));

/** Each municipality compensates its own pupils what they paid for buses and trains. */
function ruralAgreements(municipality: string): AgreementStatement[] {
  const reliefs = ['LV-TRANSPORT-RURAL-BASIC', 'LV-TRANSPORT-RURAL-SECONDARY'];
  return [
    agreement(municipality, 'regionalie-autobusi', { number: 'SKOLENI-2021/A', reliefs }),
    agreement(municipality, 'vilcienu-parvadatajs', { number: 'SKOLENI-2021/V', reliefs }),
  ];
}

function poolAgreement(pool: string, territory: string): AgreementStatement {
  const reliefs = ['MUNICIPAL-POOL-SENIOR'];
  return agreement(`m-${territory}`, pool, { number: 'SENIORI-2021/1', reliefs });
}

function agreement(
  grantor: string,
  provider: string,
  { number, reliefs }: { number: string; reliefs: readonly string[] },
): AgreementStatement {
  return {
    grantor,
    provider,
    number,
    from: '2021-07-01',
    to: null,
    settlementDays: 30,
    reliefs: [...reliefs],
  };
}
