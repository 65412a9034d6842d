import type { ProviderStatement } from '../../modules/providers/index.ts';

type Item = ProviderStatement['items'][number];
/** [code, class, Latvian, English, price with tax in cents, tax in basis points]. */
type ItemRow = readonly [string, string, string, string, number, number];

/** Reduced and standard rates of value-added tax. */
const REDUCED = 1_200;
const STANDARD = 2_100;

const CITY: readonly ItemRow[] = [
  ['vienreizeja', 'city-single', 'Vienreizēja biļete', 'Single ticket', 150, REDUCED],
  ['pie-vaditaja', 'city-single', 'Biļete pie vadītāja', 'Ticket from the driver', 200, REDUCED],
  ['diennakts', 'city-season', '24 stundu biļete', '24-hour ticket', 500, REDUCED],
  ['menesa', 'city-season', 'Mēneša biļete', 'Monthly ticket', 3000, REDUCED],
];

const REGIONAL_BUS: readonly ItemRow[] = [
  ['lidz-10-km', 'regional-bus-single', 'Biļete līdz 10 km', 'Ticket up to 10 km', 140, REDUCED],
  ['lidz-25-km', 'regional-bus-single', 'Biļete līdz 25 km', 'Ticket up to 25 km', 235, REDUCED],
  ['lidz-50-km', 'regional-bus-single', 'Biļete līdz 50 km', 'Ticket up to 50 km', 395, REDUCED],
  ['lidz-100-km', 'regional-bus-single', 'Biļete līdz 100 km', 'Ticket up to 100 km', 680, REDUCED],
  ['menesa', 'regional-bus-season', 'Mēneša biļete', 'Monthly ticket', 4800, REDUCED],
];

const TRAIN: readonly ItemRow[] = [
  ['zona-a', 'train-single', 'Biļete, A zona', 'Ticket, zone A', 190, REDUCED],
  ['zona-b', 'train-single', 'Biļete, B zona', 'Ticket, zone B', 270, REDUCED],
  ['zona-c', 'train-single', 'Biļete, C zona', 'Ticket, zone C', 400, REDUCED],
  ['zona-d', 'train-single', 'Biļete, D zona', 'Ticket, zone D', 735, REDUCED],
  ['menesa', 'train-season', 'Mēneša biļete', 'Monthly ticket', 5900, REDUCED],
];

const ELECTRICITY: readonly ItemRow[] = [
  ['rekins', 'electricity-bill', 'Elektroenerģijas rēķins', 'Electricity bill', 4635, STANDARD],
  [
    'rekins-maza',
    'electricity-bill',
    'Rēķins mazam mājoklim',
    'Bill of a small home',
    1890,
    STANDARD,
  ],
];

const LUNCH: readonly ItemRow[] = [
  ['pusdienas', 'school-lunch', 'Skolas pusdienas', 'School lunch', 215, STANDARD],
  ['pusdienas-lielas', 'school-lunch', 'Lielās pusdienas', 'Large lunch', 290, STANDARD],
];

const CLINIC: readonly ItemRow[] = [
  ['gimenes-arsts', 'co-payment', 'Ģimenes ārsta apmeklējums', "Family doctor's visit", 200, 0],
  ['specialists', 'co-payment', 'Speciālista apmeklējums', "Specialist's visit", 400, 0],
  ['dienas-stacionars', 'co-payment', 'Diena dienas stacionārā', 'Day in day hospital', 700, 0],
  ['stacionars', 'co-payment', 'Diena slimnīcā', 'Day in hospital', 1000, 0],
  ['zales', 'prescription-medicine', 'Recepšu zāles', 'Prescription medicine', 840, REDUCED],
];

const MUSEUM: readonly ItemRow[] = [
  ['ieeja', 'museum-entrance', 'Ieejas biļete', 'Entrance ticket', 600, STANDARD],
  [
    'izstade',
    'museum-entrance',
    'Īpašās izstādes biļete',
    'Ticket to the special exhibition',
    900,
    STANDARD,
  ],
];

const POOL: readonly ItemRow[] = [
  [
    'apmeklejums',
    'pool-visit',
    'Peldbaseina apmeklējums',
    'Visit to the swimming pool',
    550,
    STANDARD,
  ],
  ['divas-stundas', 'pool-visit', 'Divas stundas baseinā', 'Two hours in the pool', 850, STANDARD],
];

const GROCERY: readonly ItemRow[] = [
  ['rudzu-maize', 'bread', 'Rudzu maize', 'Rye bread', 139, STANDARD],
  ['saldskaba-maize', 'bread', 'Saldskābmaize', 'Sweet-and-sour bread', 165, STANDARD],
  ['baltmaize', 'bread', 'Baltmaize', 'White bread', 119, STANDARD],
  ['piens', 'dairy', 'Piens, 1 l', 'Milk, 1 l', 129, STANDARD],
  ['kefirs', 'dairy', 'Kefīrs, 1 l', 'Kefir, 1 l', 145, STANDARD],
  ['biezpiens', 'dairy', 'Biezpiens, 275 g', 'Curd, 275 g', 179, STANDARD],
  ['siers', 'dairy', 'Siers, 400 g', 'Cheese, 400 g', 429, STANDARD],
  ['sviests', 'dairy', 'Sviests, 180 g', 'Butter, 180 g', 259, STANDARD],
  ['kartupeli', 'produce', 'Kartupeļi, 2 kg', 'Potatoes, 2 kg', 159, STANDARD],
  ['aboli', 'produce', 'Āboli, 1 kg', 'Apples, 1 kg', 169, STANDARD],
  ['burkani', 'produce', 'Burkāni, 1 kg', 'Carrots, 1 kg', 89, STANDARD],
  ['tomati', 'produce', 'Tomāti, 500 g', 'Tomatoes, 500 g', 249, STANDARD],
  ['griki', 'grocery', 'Griķi, 800 g', 'Buckwheat, 800 g', 189, STANDARD],
  ['kafija', 'grocery', 'Kafija, 500 g', 'Coffee, 500 g', 799, STANDARD],
  ['olas', 'grocery', 'Olas, 10 gab.', 'Eggs, 10', 279, STANDARD],
  ['velas-pulveris', 'household-goods', 'Veļas pulveris', 'Washing powder', 899, STANDARD],
  ['ziepes', 'household-goods', 'Ziepes', 'Soap', 129, STANDARD],
  ['alus', 'alcohol', 'Alus, 0,5 l', 'Beer, 0.5 l', 149, STANDARD],
  ['vins', 'alcohol', 'Vīns, 0,75 l', 'Wine, 0.75 l', 699, STANDARD],
  ['cigaretes', 'tobacco', 'Cigaretes', 'Cigarettes', 520, STANDARD],
];

/** Invented catalogues, with prices as they could be in 2026. */
export const CATALOGUES = {
  city: CITY.map(toItem),
  regionalBus: REGIONAL_BUS.map(toItem),
  train: TRAIN.map(toItem),
  electricity: ELECTRICITY.map(toItem),
  lunch: LUNCH.map(toItem),
  clinic: CLINIC.map(toItem),
  museum: MUSEUM.map(toItem),
  pool: POOL.map(toItem),
  grocery: GROCERY.map(toItem),
} as const;

function toItem([code, itemClass, lv, en, unitPriceCents, taxBasisPoints]: ItemRow): Item {
  return { code, class: itemClass, name: { lv, en }, unitPriceCents, taxBasisPoints };
}
