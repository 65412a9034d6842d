import type { LimitCode, ReasonCode } from './calculation.ts';

interface Sentence {
  lv: string;
  en: string;
}

/** Why a relief applied to a line or not, for the recipient's own eyes. */
export const REASONS: Readonly<Record<ReasonCode, Sentence>> = {
  applied: {
    lv: 'Atvieglojums ir piemērots.',
    en: 'The relief was applied.',
  },
  'no-agreement': {
    lv: 'Šis pakalpojumu sniedzējs nav noslēdzis līgumu par šo atvieglojumu. Izmantojiet to pie cita pakalpojumu sniedzēja.',
    en: 'This provider has no agreement for this relief. Use it at another provider.',
  },
  'means-not-accepted': {
    lv: 'Šo atvieglojumu nevar saņemt ar uzrādīto identifikācijas līdzekli. Uzrādiet citu.',
    en: 'This relief cannot be had with the means of identification you showed. Show another one.',
  },
  'proof-missing': {
    lv: 'Šo atvieglojumu kompensē tikai ar darījumu apliecinošu dokumentu, un tas nav iesniegts. Lūdziet to pakalpojumu sniedzējam.',
    en: 'This relief is compensated only on a proof of purchase, and none was sent. Ask the provider for it.',
  },
  'no-item-of-its-classes': {
    lv: 'Atvieglojums neattiecas uz šo preci vai pakalpojumu.',
    en: 'The relief is not for this item.',
  },
  'not-for-this-person': {
    lv: 'Atvieglojums neattiecas uz personu, kurai pirkta šī rinda: to saņem vai nu tikai jūs, vai tikai jūsu pavadonis.',
    en: 'The relief is not for the person this line is bought for: it is either only for you or only for your companion.',
  },
  'not-at-this-time': {
    lv: 'Atvieglojums šajā dienā vai laikā nav spēkā. Izmantojiet to noteiktajā laikā.',
    en: 'The relief is not given on this day or at this time. Use it at its stated times.',
  },
  'not-at-this-place': {
    lv: 'Šajā vietā atvieglojumu nepiešķir. Izmantojiet to kādā no norādītajām vietām.',
    en: 'The relief is not given at this place. Use it at one of its stated places.',
  },
  'companions-do-not-fit': {
    lv: 'Atvieglojumam vajadzīgs cits pavadoņu skaits. Ja pavadonis ir līdzi, sakiet to pirms norēķina.',
    en: 'The relief needs another number of companions. If a companion is with you, say so before you pay.',
  },
  'not-first-use': {
    lv: 'Atvieglojums atkarīgs no tā, vai šajā dienā to lietojat pirmo reizi, un šī nav īstā reize.',
    en: 'The relief hangs on whether you use it for the first time that day, and this is not the right time.',
  },
  'coupon-not-shown': {
    lv: 'Atvieglojumam vajadzīgs kupons. Uzrādiet to pirms norēķina.',
    en: 'The relief needs a coupon. Show it before you pay.',
  },
  'basket-does-not-fit': {
    lv: 'Pirkums neatbilst atvieglojuma noteikumiem par daudzumu vai cenu. Skatiet, no kāda daudzuma vai cenas to piemēro.',
    en: 'The purchase does not fit what the relief says about quantity or price. See from which quantity or price it applies.',
  },
  'quota-used': {
    lv: 'Jūsu izmantošanas limits šajā periodā vai darījumā ir sasniegts. Izmantojiet atvieglojumu nākamajā.',
    en: 'You have used up your quota for this period or transaction. Use the relief in the next one.',
  },
  'budget-used': {
    lv: 'Atvieglojuma devēja finansējums šim periodam ir iztērēts. Jautājiet atvieglojuma devējam, kad atvieglojums atkal būs pieejams.',
    en: 'The grantor has spent its budget for this period. Ask the grantor when the relief is available again.',
  },
  'ceiling-reached': {
    lv: 'Ar citām rindām jau ir sasniegta lielākā summa, ko atvieglojums dod vienā darījumā.',
    en: 'Other lines already have the most that the relief gives in one transaction.',
  },
  'minimum-to-pay': {
    lv: 'Jūs jau maksājat tikai to mazāko summu, kas ar šo atvieglojumu jāmaksā vienmēr.',
    en: 'You already pay only the least that you always pay with this relief.',
  },
  'another-is-better': {
    lv: 'Piemērots cits atvieglojums, kas jums ir izdevīgāks vai kam ir augstāka prioritāte. Abi kopā nesummējas.',
    en: 'Another relief was applied that is better for you or comes first. The two do not add up.',
  },
  'nothing-left-to-pay': {
    lv: 'Nav vairs ko samazināt: šo rindu jau sedz citi atvieglojumi vai tās cena nav lielāka par to, ko jūs maksātu ar šo atvieglojumu.',
    en: 'Nothing is left to reduce: other reliefs already pay this line, or it costs no more than you would pay with this one.',
  },
  'points-not-asked': {
    lv: 'Punkti nav tērēti, jo jūs to nelūdzāt. Ja vēlaties tos izmantot, sakiet to pirms norēķina.',
    en: 'No points were spent, because this was not asked for. To use them, say so before you pay.',
  },
  'too-few-points': {
    lv: 'Punktu ir par maz, vai arī lūgts iztērēt mazāk, nekā vajag vienai atlaidei. Krājiet punktus vai tērējiet vairāk.',
    en: 'There are too few points, or you asked to spend fewer than one reduction needs. Collect or spend more.',
  },
  'too-little-for-points': {
    lv: 'Maksājamā summa ir pārāk maza, lai uzkrātu punktu vai tērētu punktus. Pērciet kopā vairāk.',
    en: 'What you pay is too little to earn a point or to spend points on. Buy more at once.',
  },
  'not-enough-units': {
    lv: 'Grozā ir par maz šīs preces vienību. Bezmaksas ir tikai katras pilnas kopas lētākā vienība.',
    en: 'There are too few units of this item in the basket. Only the cheapest of each full set is free.',
  },
  'points-earned': {
    lv: 'Par samaksāto summu ir uzkrāti punkti.',
    en: 'Points were earned for what you paid.',
  },
};

/** Why a relief that applied gave less than it would have. */
export const LIMITS: Readonly<Record<LimitCode, Sentence>> = {
  'quota-used': {
    lv: 'Atvieglojums piemērots tikai daļēji, jo ar to ir sasniegts jūsu izmantošanas limits.',
    en: 'The relief was applied only in part, because it reaches your quota.',
  },
  'budget-used': {
    lv: 'Atvieglojums piemērots tikai daļēji, jo ar to ir iztērēts devēja finansējums.',
    en: 'The relief was applied only in part, because it spends the last of the grantor’s budget.',
  },
  'ceiling-reached': {
    lv: 'Atvieglojums piemērots tikai daļēji, jo ar to ir sasniegta lielākā summa, ko tas dod.',
    en: 'The relief was applied only in part, because it reaches the most that it gives.',
  },
  'minimum-to-pay': {
    lv: 'Atvieglojums piemērots tikai daļēji, jo noteikta summa jums jāmaksā vienmēr.',
    en: 'The relief was applied only in part, because a certain amount is always yours to pay.',
  },
};
