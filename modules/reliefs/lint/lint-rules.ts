/** `error`: as it stands it certainly does nothing. `warning`: it works, and is hardly what is meant. */
export type LintSeverity = 'error' | 'warning';

interface LintRule {
  severity: LintSeverity;
  when: string;
  lv: string;
  en: string;
}

/**
 * What the linter finds. `validate` refuses what is wrong in one statement, and the linter is asked
 * only about what `validate` accepts: it compares statements with each other.
 */
export const LINT_RULES = {
  'never-holds': {
    severity: 'error',
    when: 'When no person can ever meet a condition, because parts of it exclude each other.',
    lv: 'Šo nosacījumu neviens nekad nevar izpildīt, jo tā daļas izslēdz cita citu. Izlabojiet vienu no tām.',
    en: 'Nobody can ever meet this condition: its parts exclude each other. Correct one of them.',
  },
  'always-holds': {
    severity: 'warning',
    when: 'When everybody always meets a condition: its verdict is never no and never unknown.',
    lv: 'Šo nosacījumu vienmēr izpilda visi. Svītrojiet to vai pārbaudiet robežas.',
    en: 'Everybody always meets this condition. Remove it, or check its bounds.',
  },
  'never-refuses': {
    severity: 'warning',
    when: 'When the verdict of a condition is never no: it holds, or is unknown.',
    lv: 'Šis nosacījums nevienam neliedz: to izpilda visi, par kuriem fakti ir zināmi. Pārbaudiet, vai tā ir domāts.',
    en: 'This condition keeps nobody out: everybody whose facts are known meets it. Check that this is meant.',
  },
  'unknown-without-effect': {
    severity: 'warning',
    when: 'When it is stated what an unknown verdict means, and the verdict is never unknown.',
    lv: 'Šī nosacījuma slēdziens nekad nav “nav zināms”, tāpēc unknown neko nemaina. Svītrojiet to.',
    en: 'The verdict of this condition is never unknown, so that `unknown` changes nothing. Remove it.',
  },
  'needs-two-values': {
    severity: 'warning',
    when: 'When only a person can meet a condition for whom one fact has two values at a time.',
    lv: 'To var izpildīt tikai persona, kurai vienam faktam reizē ir divas vērtības. Ja der jebkura no tām, izmantojiet in vai any.',
    en: 'Only a person for whom one fact has two values at a time can meet this. If either will do, use in or any.',
  },
  'part-unreachable': {
    severity: 'error',
    when: 'When a part, or the condition of a benefit, contradicts what else is asked of the person.',
    lv: 'Šo daļu neviens nevar izpildīt, jo tā ir pretrunā ar pārējo, kas tiek prasīts. Izlabojiet vai svītrojiet to.',
    en: 'Nobody can meet this part, because it contradicts what else is asked. Correct it or remove it.',
  },
  'part-without-effect': {
    severity: 'warning',
    when: 'When a part, or the condition of a benefit, asks for what is asked for already.',
    lv: 'Šī daļa neko nemaina, jo to jau prasa pārējās. Svītrojiet to vai pārbaudiet robežas.',
    en: 'This part changes nothing: the others ask for it already. Remove it, or check its bounds.',
  },
  'alternative-covered': {
    severity: 'warning',
    when: 'When an alternative holds only where others hold too.',
    lv: 'Šī iespēja neko nepievieno, jo to jau ietver citas. Svītrojiet to vai pārbaudiet robežas.',
    en: 'This alternative adds nothing: others cover it. Remove it, or check its bounds.',
  },
  'age-gap': {
    severity: 'warning',
    when: 'When a person, by nothing but a birthday, loses something and has it again within a year.',
    lv: 'Starp vecuma robežām ir sprauga: persona, kas dzimusi norādītajā dienā, to zaudē un pēc tam atgūst. Salāgojiet robežas.',
    en: 'Between the bounds of age is a gap: a person born on the day given loses this and has it again. Let the bounds meet.',
  },
  'birth-gap': {
    severity: 'warning',
    when: 'When persons born on some days get nothing, and those born just before and after do.',
    lv: 'Starp dzimšanas dienu robežām ir sprauga: norādītajās dienās dzimušie to nesaņem, agrāk un vēlāk dzimušie saņem. Salāgojiet robežas.',
    en: 'Between the bounds of birth is a gap: persons born on these days get nothing, those born before and after do. Let the bounds meet.',
  },
  'versions-gap': {
    severity: 'warning',
    when: 'When days lie between two versions; `to` is the first day without a version.',
    lv: 'Starp redakcijām ir dienas bez atvieglojuma. Ja tā nav domāts, iepriekšējās redakcijas to lieciet vienādu ar šo from.',
    en: 'Between the versions are days without the relief. If this is not meant, let the `to` above be this `from`.',
  },
  'benefit-on-no-day': {
    severity: 'error',
    when: 'When no day of the version is as the `when` of a benefit asks.',
    lv: 'Šīs redakcijas laikā nav nevienas dienas, kurā atbalstu dotu. Izlabojiet when vai redakcijas laiku.',
    en: 'On no day of this version is the benefit given. Correct `when`, or the days of the version.',
  },
  'benefit-on-no-purchase': {
    severity: 'error',
    when: 'When no purchase can be as `when` asks: quantities, prices, companions or means exclude each other.',
    lv: 'Neviens pirkums nevar būt tāds, kā prasa when: daudzumi, cenas, pavadoņi vai līdzekļi izslēdz cits citu. Izlabojiet tos.',
    en: 'No purchase can be as `when` asks: quantities, prices, companions or means exclude each other. Correct them.',
  },
  'benefit-never-best': {
    severity: 'warning',
    when: 'When the best benefit applies and another is given wherever this one is, and is never less.',
    lv: 'Šis atbalsts nekad nav izdevīgākais, jo visur, kur to dod, cits nav mazāks. Svītrojiet to vai pārbaudiet apmērus.',
    en: 'This benefit is never the best: wherever it is given, another is never less. Remove it, or check the amounts.',
  },
  'quota-unusable': {
    severity: 'error',
    when: 'When a quota leaves no use to anybody: per child where nobody has one, fewer units than a bundle.',
    lv: 'Ar šo limitu atvieglojumu neviens nevar izmantot. Palieliniet limitu vai izlabojiet nosacījumus.',
    en: 'With this quota nobody can use the relief. Make it larger, or correct the conditions.',
  },
  'quota-limits-nothing': {
    severity: 'warning',
    when: 'When a quota or a budget counts what the benefits never use.',
    lv: 'Šis limits neko neierobežo, jo atbalsti tā vienības neizmanto. Svītrojiet to vai izvēlieties citu mēru.',
    en: 'This limits nothing: no benefit uses what it counts. Remove it, or count something else.',
  },
  'limit-below-one-use': {
    severity: 'warning',
    when: 'When a quota of money or a budget is smaller than the fixed amount of every benefit.',
    lv: 'Šī summa ir mazāka par vienas izmantošanas summu, tāpēc pilnu atbalstu nesaņems neviens. Palieliniet to.',
    en: 'This is less than one use, so that nobody gets a whole benefit. Make it larger.',
  },
  'shared-limit-differs': {
    severity: 'warning',
    when: 'When reliefs of a grantor share a quota or a budget and state it differently.',
    lv: 'Atvieglojumi, kam šis limits ir kopīgs, to norāda atšķirīgi: no apmēriem spēkā ir mazākais, ar citu periodu vai mēru tas nav kopīgs. Norādiet visiem vienādu.',
    en: 'The reliefs that share this state it differently: of sizes the smallest counts, another period or measure is not shared. State the same everywhere.',
  },
  'priority-open': {
    severity: 'warning',
    when: 'When two reliefs of a group by priority, which one person can have, have the same priority.',
    lv: 'Šajā grupā izšķir prioritāte, bet abiem atvieglojumiem tā ir vienāda. Norādiet katram savu priority.',
    en: 'In this group priority decides, and both reliefs have the same. Give each a priority of its own.',
  },
  'priority-contrary': {
    severity: 'warning',
    when: 'When a grantor orders two of its reliefs otherwise than the law does; the law decides.',
    lv: 'Devējs šos atvieglojumus kārto citādi nekā likums, un izšķir likums. Salāgojiet prioritātes.',
    en: 'The grantor orders these reliefs otherwise than the law, and the law decides. Let the priorities agree.',
  },
  'exclusion-disagrees': {
    severity: 'warning',
    when: 'When two reliefs of a group state differently per what or by what it excludes.',
    lv: 'Divi šīs grupas atvieglojumi to apraksta atšķirīgi; spēkā ir transaction un priority. Salāgojiet tos.',
    en: 'Two reliefs of this group state it differently; transaction and priority prevail. Let them agree.',
  },
  'fact-unsupplied': {
    severity: 'warning',
    when: 'When a condition asks for a fact or a relation that no connected register states.',
    lv: 'Neviens pievienots reģistrs to nesniedz, tāpēc par to nekas nebūs zināms. Pievienojiet reģistru vai izmantojiet citu faktu.',
    en: 'No connected register states this, so that nothing will be known of it. Connect a register, or use another fact.',
  },
} as const satisfies Readonly<Record<string, LintRule>>;

export type LintCode = keyof typeof LINT_RULES;
