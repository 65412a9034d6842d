import type { ErrorCatalogue } from '../../platform/errors/refusal.ts';
import { TEXT_ERRORS } from '../../platform/text/text-errors.ts';

/** What can be wrong with the text of a relief. A problem adds where, what was found, what would fit. */
export const RELIEF_TEXT_ERRORS = {
  ...TEXT_ERRORS,
  'version-end-not-after-start': {
    status: 422,
    when: 'When `to` of a version is not after its `from`; `to` is the first day without it.',
    lv: 'Redakcijas beigām jābūt pēc tās sākuma. `to` ir pirmā diena, kad redakcija vairs nav spēkā.',
    en: 'A version must end after it starts. `to` is the first day without it.',
  },
  'versions-out-of-order': {
    status: 422,
    when: 'When a version starts before the one above it.',
    lv: 'Redakcijas raksta laika secībā. Pārvietojiet šo redakciju augstāk.',
    en: 'Versions stand in the order of time. Move this one up.',
  },
  'versions-overlap': {
    status: 422,
    when: 'When a version starts before the one above it ends.',
    lv: 'Redakcijas pārklājas. Iepriekšējai redakcijai norādiet beigas (`to`), kas nav vēlākas par šo dienu.',
    en: 'Versions overlap. Give the version above a `to` that is not after this day.',
  },
  'fact-unknown': {
    status: 422,
    when: 'When a condition names a fact that no register states.',
    lv: 'Neviens reģistrs šādu faktu nesniedz. Izmantojiet kādu no zināmajiem faktiem.',
    en: 'No register states such a fact. Use one of the known facts.',
  },
  'fact-not-a-territory': {
    status: 422,
    when: 'When a municipality or `within` is asked of a fact that is not a territory.',
    lv: 'Šis fakts nav teritorija. Izmantojiet, piemēram, residence.',
    en: 'This fact is not a territory. Use residence, for example.',
  },
  'fact-not-a-number': {
    status: 422,
    when: 'When a sum is asked of a fact that is neither a number nor money.',
    lv: 'Šo faktu nevar summēt. Izmantojiet faktu, kas ir skaitlis vai naudas summa.',
    en: 'This fact cannot be summed. Use one that is a number or money.',
  },
  'code-unknown': {
    status: 422,
    when: 'When a code is neither a concept nor a collection of the scheme that the place asks for.',
    lv: 'Klasifikatorā šāda koda nav. Pārbaudiet kodu vai vispirms papildiniet klasifikatoru.',
    en: 'The classifier has no such code. Check it, or extend the classifier first.',
  },
  'comparison-missing': {
    status: 422,
    when: 'When a fact or an age is named but compared with nothing.',
    lv: 'Nosacījums neko nesalīdzina. Pievienojiet is, in, hasAll, within, from, to, below vai elapsed.',
    en: 'The condition compares with nothing. Add is, in, hasAll, within, from, to, below or elapsed.',
  },
  'comparison-unfit': {
    status: 422,
    when: 'When a comparison does not fit the type of its fact.',
    lv: 'Šāds salīdzinājums faktam neder: kodiem der is, in un within, kodu kopām arī hasAll, patiesumvērtībām – is: true vai false, skaitļiem – from, to un below, datumiem tie paši ar dienām un elapsed.',
    en: 'The fact cannot be compared so: codes take is, in and within, sets of codes hasAll too; truth values is: true or false; numbers from, to and below; dates the same with days, and elapsed.',
  },
  'count-without-bound': {
    status: 422,
    when: 'When a count or a sum has no bound.',
    lv: 'Skaitam vai summai nav robežas. Pievienojiet from vai below.',
    en: 'The count or the sum has no bound. Add from or below.',
  },
  'condition-never-holds': {
    status: 422,
    when: 'When the bounds of a condition leave nothing between them.',
    lv: 'Šis nosacījums nekad nevar izpildīties. Pārbaudiet robežas.',
    en: 'This condition can never hold. Check its bounds.',
  },
  'window-too-short': {
    status: 422,
    when: 'When something must have held for longer than the window in which it is looked for.',
    lv: 'Laikposms inLast ir īsāks nekā atLeast. Pagariniet inLast vai saīsiniet atLeast.',
    en: 'The window inLast is shorter than atLeast. Make inLast longer or atLeast shorter.',
  },
  'definition-unknown': {
    status: 422,
    when: 'When a condition names a definition that is neither published nor among the files.',
    lv: 'Tādas definīcijas nav. Pārbaudiet kodu vai vispirms publicējiet definīciju.',
    en: 'There is no such definition. Check its code, or publish the definition first.',
  },
  'definition-circle': {
    status: 422,
    when: 'When a definition comes, by the definitions that it names, back to itself.',
    lv: 'Definīcija ved atpakaļ pie sevis. Vienu no šīm definīcijām uzrakstiet bez otras.',
    en: 'The definition leads back to itself. Write one of the two without the other.',
  },
  'definition-code-twice': {
    status: 422,
    when: 'When two files state the same definition.',
    lv: 'Definīcija ar šādu kodu jau ir citā datnē. Atstājiet vienu.',
    en: 'Another file has a definition with this code. Keep one of them.',
  },
  'relation-too-far': {
    status: 422,
    when: 'When a condition on a related person asks about persons related to them.',
    lv: 'Saistītās personas saistītās personas nav zināmas. Jautājiet tikai par pašu saistīto personu.',
    en: 'Persons related to a related person are not known. Ask only about the related person.',
  },
  'benefit-without-effect': {
    status: 422,
    when: 'When a benefit can never give anything: an amount of zero, everything excepted, no such time.',
    lv: 'Šis atbalsts nekad neko nedos. Pārbaudiet apmēru, izņēmumus un laiku.',
    en: 'This benefit can never give anything. Check its amount, exceptions and times.',
  },
  'quota-without-effect': {
    status: 422,
    when: 'When a quota or a budget is zero, so that the relief could never be used.',
    lv: 'Ar nulles limitu vai finansējumu atvieglojumu nevar izmantot. Norādiet lielāku vērtību.',
    en: 'With a quota or a budget of zero the relief can never be used. State a larger one.',
  },
  'benefit-name-unknown': {
    status: 422,
    when: 'When a quota counts a benefit by a name that no benefit of the version has.',
    lv: 'Nevienam šīs redakcijas atbalstam nav šāda nosaukuma. Pārbaudiet `name` un `of`.',
    en: 'No benefit of this version has this name. Check `name` and `of`.',
  },
  'quota-of-units-of-all': {
    status: 422,
    when: 'When a quota counts units of some benefits and all benefits apply at once, so that it is open whose a unit is.',
    lv: 'Ja piemēro visus atbalstus (`choose: all`), dažu atbalstu vienības nevar saskaitīt atsevišķi. Norādiet `uses` vai `amount`, vai izvēlieties `choose: best`.',
    en: 'Where all benefits apply (`choose: all`), units of some of them cannot be counted by themselves. State `uses` or `amount`, or `choose: best`.',
  },
  'field-without-effect': {
    status: 422,
    when: 'When a field can change nothing where it stands: `onProof` of what is paid at once, `refund` without a quota or a budget.',
    lv: 'Šis lauks šeit neko nemaina. Izdzēsiet to vai norādiet to, uz ko tas attiecas.',
    en: 'This field changes nothing here. Delete it, or state what it is about.',
  },
  'share-without-effect': {
    status: 422,
    when: 'When a share can never pay anything.',
    lv: 'Šī daļa nekad neko nemaksās. Pārbaudiet summas.',
    en: 'This share can never pay anything. Check the amounts.',
  },
  'shares-over-whole': {
    status: 422,
    when: 'When percentages of shares sum to more than 100 %.',
    lv: 'Daļas kopā pārsniedz 100 %. Samaziniet tās.',
    en: 'The shares are more than 100 % together. Make them smaller.',
  },
  'bundle-parts-overlap': {
    status: 422,
    when: 'When two parts of a bundle have a class in common, so that a unit could stand in either.',
    lv: 'Divām komplekta daļām ir kopīga klase. Katrai daļai norādiet savas klases.',
    en: 'Two parts of the bundle have a class in common. Give each part classes of its own.',
  },
  'exclusion-twice': {
    status: 422,
    when: 'When an instruction has both `exclusionGroup` and `exclusion`.',
    lv: 'Izslēgšanas grupa norādīta divreiz. Atstājiet tikai exclusionGroup vai exclusion.',
    en: 'The group is stated twice. Keep only exclusionGroup or exclusion.',
  },
  'bounds-missing': {
    status: 422,
    when: 'When bounds or a part of a price are named but none is stated.',
    lv: 'Nav norādīta neviena robeža. Pievienojiet to vai svītrojiet lauku.',
    en: 'No bound is stated. Add one or remove the field.',
  },
  'shares-without-one-rest': {
    status: 422,
    when: 'When shares do not have exactly one that pays the rest.',
    lv: 'Tieši vienai daļai jāmaksā atlikums (rest: true).',
    en: 'Exactly one share must pay the rest (rest: true).',
  },
  'relief-code-twice': {
    status: 422,
    when: 'When two files state the same relief.',
    lv: 'Atvieglojums ar šādu kodu jau ir citā datnē. Atstājiet vienu.',
    en: 'Another file has a relief with this code. Keep one of them.',
  },
} as const satisfies ErrorCatalogue;

export type ReliefTextCode = keyof typeof RELIEF_TEXT_ERRORS;

/** Every refusal of this module. */
export const reliefErrors = {
  ...RELIEF_TEXT_ERRORS,
  'relief-files-invalid': {
    status: 422,
    when: 'When relief files that are to be imported have problems; `problems` lists them all.',
    lv: 'Atvieglojumu datnēs ir kļūdas. Izlabojiet tās norādītajās vietās un mēģiniet vēlreiz.',
    en: 'The relief files have problems. Correct them at the places given and try again.',
  },
  'version-unknown': {
    status: 404,
    when: 'When a relief has no version of the number that is asked for.',
    lv: 'Atvieglojumam tādas redakcijas nav. Pārbaudiet redakcijas numuru; pirmā ir 1.',
    en: 'The relief has no such version. Check the number of the version; the first is 1.',
  },
  'catalogue-malformed': {
    status: 422,
    when: 'When a JSON document that is to be imported is no catalogue of reliefs.',
    lv: 'Šis JSON dokuments nav atvieglojumu katalogs. Importējiet to, ko izveido “koplieta reliefs export --all --json”.',
    en: 'This JSON document is no catalogue of reliefs. Import what “koplieta reliefs export --all --json” writes.',
  },
  'relief-unknown': {
    status: 404,
    when: 'When no relief has the code.',
    lv: 'Atvieglojuma ar šādu kodu nav. Pārbaudiet kodu atvieglojumu sarakstā.',
    en: 'There is no relief with this code. Check the code in the list of reliefs.',
  },
  'day-malformed': {
    status: 400,
    when: 'When a day that is asked about is not a day of the calendar.',
    lv: 'Tādas dienas nav. Rakstiet dienu kā 2026-03-11.',
    en: 'There is no such day. Write the day as 2026-03-11.',
  },
  'published-version-changed': {
    status: 409,
    when: 'When a file changes a version that is already published, or the grantor of a published relief.',
    lv: 'Publicētu redakciju mainīt nevar. Atjaunojiet to un pievienojiet jaunu redakciju ar savu sākuma dienu.',
    en: 'A published version cannot change. Restore it and add a new version with a first day of its own.',
  },
  'published-version-missing': {
    status: 409,
    when: 'When a file leaves out a version that is already published.',
    lv: 'Datnē trūkst publicētas redakcijas. Atjaunojiet to; lai atvieglojumu izbeigtu, norādiet tās beigas (`to`).',
    en: 'The file lacks a published version. Restore it; to end the relief, state its `to`.',
  },
  'published-end-changed': {
    status: 409,
    when: 'When the end of a published version is taken away, made later, or set to a past day without a next version.',
    lv: 'Publicētas redakcijas beigas var tikai pārcelt agrāk, ne pirms šodienas. Lai to pagarinātu, pievienojiet jaunu redakciju.',
    en: 'The end of a published version can only come earlier, not before today. To prolong it, add a new version.',
  },
  'definition-not-published': {
    status: 404,
    when: 'When no definition with the code is published.',
    lv: 'Definīcija ar šādu kodu nav publicēta. Pārbaudiet kodu definīciju sarakstā.',
    en: 'No definition with this code is published. Check the code in the list of definitions.',
  },
  'draft-unknown': {
    status: 404,
    when: 'When there is no such draft, or it is of another grantor.',
    lv: 'Tāda melnraksta nav. Pārbaudiet tā identifikatoru melnrakstu sarakstā.',
    en: 'There is no such draft. Check its id in the list of drafts.',
  },
  'draft-open': {
    status: 409,
    when: 'When another draft of the same relief or definition is neither published nor rejected.',
    lv: 'Šim kodam jau ir melnraksts, kas nav publicēts. Vispirms publicējiet vai noraidiet to.',
    en: 'There is a draft with this code that is not published. Publish or reject it first.',
  },
  'draft-not-open': {
    status: 409,
    when: 'When a draft has another status than the act needs: `status` says which.',
    lv: 'Melnraksts nav tādā stāvoklī. Pārskata jaunu melnrakstu, publicē pārskatītu.',
    en: 'The draft is in another state. A new draft is reviewed, a reviewed one is published.',
  },
  'draft-without-change': {
    status: 409,
    when: 'When everything in the text of a draft is published already.',
    lv: 'Viss jau ir publicēts tieši tā. Pievienojiet jaunu redakciju vai labojiet tekstu.',
    en: 'Everything is published like this already. Add a version, or change the text.',
  },
  'draft-of-another-code': {
    status: 422,
    when: 'When the text that a system states for a relief is that of another one, or of a definition.',
    lv: 'Teksts ir par citu atvieglojumu, nekā norādīts. Izlabojiet kodu ierakstā vai tekstā.',
    en: 'The text is of another relief than stated. Mend the code in the record or in the text.',
  },
  'publisher-is-reviewer': {
    status: 403,
    when: "When an official would publish what they reviewed themselves, and the grantor's own system drafted.",
    lv: 'Šo melnrakstu atsūtīja sistēma, un to jau pārskatījāt jūs. Publicēt lūdziet citai amatpersonai.',
    en: 'A system sent this draft, and you reviewed it. Ask another official to publish it.',
  },
  'reviewer-is-author': {
    status: 403,
    when: 'When an official would review the draft that they wrote.',
    lv: 'Savu melnrakstu pārskatīt nevar. Lūdziet to izdarīt citai amatpersonai.',
    en: 'You cannot review your own draft. Ask another official to do it.',
  },
  'relief-of-another-grantor': {
    status: 403,
    when: 'When an official of a grantor would act on what others pay for, wholly or in part.',
    lv: 'Par šo atvieglojumu nemaksā jūsu iestāde viena. Ar to rīkojas tā maksātāja vai Koplietas uzturētāja amatpersona.',
    en: 'Your organisation is not the only one that pays for this relief. An official of its payer or of the operator of Koplieta handles it.',
  },
  'retroactive-without-reason': {
    status: 409,
    when: 'When something would be otherwise on days before the publication, and no reason says why.',
    lv: 'Izmaiņas skartu jau pagājušas dienas. Norādiet vēlāku sākumu vai melnrakstā pamatojiet, kāpēc tās ir ar atpakaļejošu spēku.',
    en: 'This would change days that are past. State a later first day, or say in a new draft why it reaches back.',
  },
  'withdrawal-before-start': {
    status: 409,
    when: 'When a relief would end on the day on which its last version begins, or earlier.',
    lv: 'Pēdējai redakcijai jābūt spēkā vismaz vienu dienu. Norādiet vēlāku beigu dienu.',
    en: 'The last version must be in force for a day at least. State a later day for the end.',
  },
} as const satisfies ErrorCatalogue;
