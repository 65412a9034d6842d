import { classifiersFromFiles } from '../../../modules/classifiers/index.ts';
import type {
  AssociationRecord,
  CommercialRecord,
  PublicPersonRecord,
  TaxPayerUnitRecord,
} from '../register-records.ts';

/**
 * The organisations of the simulated country, as four registers hold them. Institutions and
 * municipalities are the real ones that give reliefs; every merchant, pool and museum is invented. No
 * registration number is real.
 */
export interface OrganisationRecords {
  'public-persons': PublicPersonRecord[];
  /** Who sits on a board is drawn with the people (`Boards`). */
  commercial: Omit<CommercialRecord, 'officers'>[];
  associations: AssociationRecord[];
  'tax-payer-units': TaxPayerUnitRecord[];
}

const RIGA = '0001000';

const INSTITUTIONS: readonly [shortName: string, name: string, nameEn: string][] = [
  ['satiksmes-ministrija', 'Satiksmes ministrija', 'Ministry of Transport'],
  [
    'izglitibas-ministrija',
    'Izglītības un zinātnes ministrija',
    'Ministry of Education and Science',
  ],
  ['kulturas-ministrija', 'Kultūras ministrija', 'Ministry of Culture'],
  ['nacionalais-veselibas-dienests', 'Nacionālais veselības dienests', 'National Health Service'],
  [
    'buvniecibas-valsts-kontroles-birojs',
    'Būvniecības valsts kontroles birojs',
    'State Construction Control Bureau',
  ],
  [
    'pilsonibas-un-migracijas-lietu-parvalde',
    'Pilsonības un migrācijas lietu pārvalde',
    'Office of Citizenship and Migration Affairs',
  ],
  [
    'sabiedribas-integracijas-fonds',
    'Sabiedrības integrācijas fonds',
    'Society Integration Foundation',
  ],
];

const MERCHANTS: readonly [shortName: string, name: string, nameEn: string, territory: string][] = [
  ['rigas-transports', 'SIA “Torņu pilsētas satiksme”', 'Torņu pilsētas satiksme (Riga)', RIGA],
  ['daugavpils-transports', 'SIA “Sarkanais tramvajs”', 'Sarkanais tramvajs', '0002000'],
  ['liepajas-transports', 'SIA “Vēju līnija”', 'Vēju līnija', '0005000'],
  ['jelgavas-transports', 'SIA “Lielupes ritenis”', 'Lielupes ritenis', '0003000'],
  ['regionalie-autobusi', 'SIA “Ceļabiedrs”', 'Ceļabiedrs regional buses', RIGA],
  ['vilcienu-parvadatajs', 'AS “Zilais vilciens”', 'Zilais vilciens trains', RIGA],
  ['elektribas-tirgotajs', 'AS “Gaismas plūsma”', 'Gaismas plūsma electricity', RIGA],
  ['skolu-edinatajs', 'SIA “Garšas stunda”', 'Garšas stunda school catering', RIGA],
  ['novadu-edinatajs', 'SIA “Pusdienu zvans”', 'Pusdienu zvans school catering', '0003000'],
  ['rigas-klinika', 'SIA “Baltā rīta klīnika”', 'Baltā rīta clinic', RIGA],
  ['latgales-klinika', 'SIA “Ezeru klīnika”', 'Ezeru clinic', '0002000'],
  ['partikas-tikls', 'SIA “Rudzu grozs”', 'Rudzu grozs grocery chain', RIGA],
  ['maksajumu-centrs', 'AS “Sidraba maks”', 'Sidraba maks card payments', RIGA],
];

/** Municipalities with a swimming pool in the simulated country. */
const POOLS: readonly string[] = [RIGA, '0002000', '0004000', '0040000', '0045000', '0050000'];

const MUSEUMS: readonly [
  shortName: string,
  name: string,
  nameEn: string,
  territory: string,
  payer: string,
][] = [
  ['muzejs-riga', 'Jūras stāstu muzejs', 'Museum of Sea Stories', RIGA, 'kulturas-ministrija'],
  [
    'muzejs-kuldiga',
    'Ventas krastu muzejs',
    'Venta Banks Museum',
    '0033000',
    'kulturas-ministrija',
  ],
];

const GENITIVES: Readonly<Record<string, string>> = {
  Rīga: 'Rīgas',
  Daugavpils: 'Daugavpils',
  Jelgava: 'Jelgavas',
  Jūrmala: 'Jūrmalas',
  Liepāja: 'Liepājas',
  Rēzekne: 'Rēzeknes',
  Ventspils: 'Ventspils',
};

/** All organisation records: the same whatever the seed. */
export function organisationRecords(): OrganisationRecords {
  const numbers = registrationNumbers();
  const institutions = INSTITUTIONS.map(
    ([shortName, name, nameEn]): PublicPersonRecord => ({
      registrationNumber: numbers(shortName),
      shortName,
      name,
      nameEn,
      kind: 'institution',
      territory: RIGA,
    }),
  );
  return {
    'public-persons': [...institutions, ...municipalities(numbers)],
    commercial: MERCHANTS.map(([shortName, name, nameEn, territory]) => ({
      registrationNumber: numbers(shortName),
      shortName,
      name,
      nameEn,
      form: name.startsWith('AS') ? ('AS' as const) : ('SIA' as const),
      territory,
    })),
    associations: [
      {
        registrationNumber: numbers('muzejs-ventspils'),
        shortName: 'muzejs-ventspils',
        name: 'Biedrība “Dzintara laivas muzejs”',
        nameEn: 'Amber Boat Museum Society',
        territory: '0007000',
      },
    ],
    'tax-payer-units': [...pools(numbers), ...museums(numbers)],
  };
}

type Numbers = (shortName: string) => string;

/** Numbers beginning with 99, which no real register gives. */
function registrationNumbers(): Numbers {
  const given = new Map<string, string>();
  return (shortName) => {
    const number = given.get(shortName) ?? `99${String(given.size + 1).padStart(9, '0')}`;
    given.set(shortName, number);
    return number;
  };
}

function territories() {
  const scheme = classifiersFromFiles().schemes.find((one) => one.code === 'territories');
  return (scheme?.concepts ?? []).filter((concept) => concept.broader === null);
}

function municipalities(numbers: Numbers): PublicPersonRecord[] {
  return territories().map(({ code, lv, en }) => {
    const city = GENITIVES[lv];
    return {
      registrationNumber: numbers(`m-${code}`),
      shortName: `m-${code}`,
      name: city ? `${city} valstspilsētas pašvaldība` : `${lv.replace(/s$/, '')}a pašvaldība`,
      nameEn: city ? `${en} State City Local Government` : `Local Government of ${en}`,
      kind: 'municipality',
      territory: code,
    };
  });
}

function pools(numbers: Numbers): TaxPayerUnitRecord[] {
  const names = new Map(territories().map((concept) => [concept.code, concept]));
  return POOLS.map((code) => ({
    unitNumber: numbers(`peldbaseins-${code}`),
    shortName: `peldbaseins-${code}`,
    taxPayer: numbers(`m-${code}`),
    sector: 'public',
    name: `Peldbaseins “Delfīna aste” (${names.get(code)?.lv ?? code})`,
    nameEn: `Dolphin's Tail swimming pool (${names.get(code)?.en ?? code})`,
    address: 'Baseina iela 1',
    territory: code,
  }));
}

function museums(numbers: Numbers): TaxPayerUnitRecord[] {
  return MUSEUMS.map(([shortName, name, nameEn, territory, payer]) => ({
    unitNumber: numbers(shortName),
    shortName,
    taxPayer: numbers(payer),
    sector: 'public',
    name,
    nameEn,
    address: 'Muzeja iela 1',
    territory,
  }));
}
