import type { Random } from './random.ts';

/** Common given names and surnames, put together at random: no real person is meant. */
const WOMEN = {
  older: words('Ausma Valentīna Ilga Velta Skaidrīte Biruta Mirdza Vilma Lūcija Rasma Aina Dzidra'),
  middle: words('Inese Ilze Sandra Dace Anita Iveta Inga Kristīne Gunta Līga Zane Sanita Jeļena'),
  younger: words(
    'Sofija Emīlija Alise Marta Anna Elza Paula Estere Keita Nora Luīze Sāra Viktorija',
  ),
};
const MEN = {
  older: words('Jānis Arvīds Imants Voldemārs Aivars Gunārs Visvaldis Ojārs Alfrēds Modris Uldis'),
  middle: words('Andris Juris Māris Aigars Edgars Kaspars Mārtiņš Normunds Raivis Sergejs Ainārs'),
  younger: words(
    'Roberts Gustavs Markuss Oliveris Emīls Jēkabs Kārlis Ralfs Adrians Dāvis Artjoms',
  ),
};

const SURNAMES = words(
  'Bērziņš Kalniņš Ozoliņš Jansons Ozols Liepiņš Krūmiņš Balodis Eglītis Zariņš Pētersons Vītols ' +
    'Kļaviņš Kārkliņš Vanags Petrovs Siliņš Lācis Dreimanis Zālītis Ivanovs Kronbergs Apinis ' +
    'Freimanis Puriņš Avotiņš Lapiņš Ziediņš Upītis Gailis Strazdiņš Dzenis Mežulis Rudzītis ' +
    'Sproģis Birznieks Grīnbergs Vilciņš Celmiņš Skujiņš Rozītis Zvirbulis Volkovs Smirnovs ' +
    'Āboliņš Ābele Kazaks Lūsis Briedis Zeltiņš Auziņš Medenis Kauliņš Dambergs Riekstiņš',
);

const OLDER_YEARS = 62;
const MIDDLE_YEARS = 28;

function words(text: string): readonly string[] {
  return text.split(' ');
}

export function drawSurname(random: Random): string {
  return random.pick(SURNAMES);
}

export function drawGivenName(random: Random, person: { female: boolean; age: number }): string {
  const names = person.female ? WOMEN : MEN;
  if (person.age >= OLDER_YEARS) return random.pick(names.older);
  return random.pick(person.age >= MIDDLE_YEARS ? names.middle : names.younger);
}

/** The woman's form of a surname: Bērziņš, Balodis, Jansons: Bērziņa, Balode, Jansone. */
export function surnameFor(surname: string, female: boolean): string {
  if (!female || /[ae]$/.test(surname)) return surname;
  if (surname.endsWith('sons')) return `${surname.slice(0, -1)}e`;
  if (surname.endsWith('is')) return `${surname.slice(0, -2)}e`;
  return `${surname.slice(0, -1)}a`;
}
