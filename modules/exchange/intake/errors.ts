import type { ErrorCatalogue } from '../../../platform/errors/refusal.ts';

/** Codes with which records are refused on their way in. */
export const INTAKE_ERRORS = {
  'data-set-busy': {
    status: 503,
    when: 'When another sender has been writing the same data set for ten seconds.',
    lv: 'Datu kopu pašlaik pilda cits sūtītājs. Pēc brīža sūtiet to pašu vēlreiz.',
    en: 'Another sender is filling the data set. Send the same again in a moment.',
  },
  'data-set-changed': {
    status: 409,
    when: 'When the trial of a data set ended, or its text changed, while records were taken or read.',
    lv: 'Datu kopas apraksts tikmēr mainījās. Pārbaudiet to un mēģiniet no sākuma.',
    en: 'The data set was changed meanwhile. Check its text and begin again.',
  },
  'records-refused': {
    status: 422,
    when: 'When records have problems and none of them may be stored then; `problems` lists them.',
    lv: 'Ierakstos ir kļūdas, tāpēc neviens nav saglabāts. Izlabojiet tās un sūtiet vēlreiz.',
    en: 'The records have problems, so none was stored. Mend them and send them again.',
  },
  'record-changed-meanwhile': {
    status: 409,
    when: 'When a refused record is replayed whose key was changed after it came.',
    lv: 'Ierakstam pa šo laiku ir jaunāks saturs. Salīdziniet un sūtiet to kā jaunu izmaiņu.',
    en: 'The record has newer content by now. Compare them, and send it as a new change.',
  },
  'quarantined-unknown': {
    status: 404,
    when: 'When the quarantine of the data set has no such record, or has it no more.',
    lv: 'Tāda ieraksta karantīnā nav. Nolasiet karantīnas sarakstu vēlreiz.',
    en: 'There is no such record in the quarantine. Read its list again.',
  },
  'upload-unknown': {
    status: 404,
    when: 'When the data set has no upload with this name.',
    lv: 'Tādas augšupielādes nav. Pārbaudiet tās nosaukumu.',
    en: 'There is no such upload. Check its name.',
  },
  'upload-differs': {
    status: 409,
    when: 'When an upload goes on in another mode, or for another snapshot, than it began; or other lines come than those that are kept of it.',
    lv: 'Ar šo nosaukumu jau sūtīts kas cits. Izvēlieties augšupielādei citu nosaukumu.',
    en: 'Something else was sent under this name. Give this upload another one.',
  },
  'upload-ended': {
    status: 409,
    when: 'When lines come for an upload that was refused or waits, or one is confirmed that does not wait; `state` and `refusedFor` tell.',
    lv: 'Augšupielādi šādā stāvoklī turpināt nevar. Sāciet jaunu ar citu nosaukumu.',
    en: 'The upload cannot go on in this state. Begin a new one under another name.',
  },
  'snapshot-more-than-confirmed': {
    status: 409,
    when: 'When fewer records are confirmed than a snapshot would remove, change or add; `removed`, `changed` and `added` tell how many. It still waits.',
    lv: 'Momentuzņēmums dzēstu, mainītu vai pievienotu vairāk ierakstu, nekā apstiprināts. Pārbaudiet to un apstipriniet norādītos skaitus.',
    en: 'The snapshot would remove, change or add more records than was confirmed. Look at it, and confirm the numbers that are told.',
  },
  'upload-line-gap': {
    status: 409,
    when: 'When a stream begins after the line from which an upload goes on; `lastLine` tells the last one kept.',
    lv: 'Trūkst rindu. Sūtiet no rindas, kas seko pēdējai saņemtajai.',
    en: 'Lines are missing. Send from the line after the last one that was kept.',
  },
  'upload-elsewhere': {
    status: 409,
    when: 'When somebody else sends the same upload at the same time, or has ended it.',
    lv: 'Šo pašu augšupielādi tikmēr turpina cits. Nolasiet tās stāvokli.',
    en: 'Somebody else goes on with the same upload. Ask how far it has come.',
  },
  'upload-cut': {
    status: 400,
    when: 'When a stream ends before its end. What was kept stays; it goes on from there.',
    lv: 'Plūsma pārtrūka. Turpiniet to no rindas, kas seko pēdējai saņemtajai.',
    en: 'The stream was cut. Go on from the line after the last one that was kept.',
  },
  'upload-too-many-bad': {
    status: 422,
    when: 'When more than 10,000 lines of an upload are bad: it is `refused` by that, and `quarantine` tells where the reasons are. Lines that were applied stay.',
    lv: 'Pārāk daudz kļūdainu rindu, tāpēc augšupielāde ir noraidīta. Apskatiet karantīnu, izlabojiet avotu un sūtiet ar citu nosaukumu.',
    en: 'Too many lines are bad, so the upload is refused. Look into the quarantine, mend the source, and send it under another name.',
  },
  'snapshot-from-the-future': {
    status: 422,
    when: 'When a snapshot states that it was taken later than now.',
    lv: 'Momentuzņēmuma laiks vēl nav pienācis. Pārbaudiet sistēmas pulksteni.',
    en: 'The time of the snapshot has not come yet. Check the clock of your system.',
  },
  'encoding-not-accepted': {
    status: 415,
    when: 'When an upload comes compressed in another way than gzip.',
    lv: 'Šādi saspiestu saturu nepieņemam. Sūtiet nesaspiestu vai ar Content-Encoding: gzip.',
    en: 'Content compressed like this is not accepted. Send it plain or with Content-Encoding: gzip.',
  },
  'file-heading-wrong': {
    status: 422,
    when: 'When the first row of a table does not name the fields of the data set; `problems` tells each column.',
    lv: 'Tabulas pirmajai rindai jānosauc datu kopas lauki. Izlabojiet norādītās kolonnas.',
    en: 'The first row of a table names the fields of the data set. Correct the columns given.',
  },
  'upload-whole-expected': {
    status: 422,
    when: 'When the rest of a file is sent that can be read from its beginning alone: CSV, an array, a workbook.',
    lv: 'Šādu failu sūta no sākuma. Saņemtās rindas izlaidīsim paši.',
    en: 'Send a file of this form from its beginning. What was kept already is skipped.',
  },
  'snapshot-time-wrong': {
    status: 422,
    when: 'When a snapshot does not state when it was taken, or changes do.',
    lv: 'Norādiet takenAt momentuzņēmumam, un tikai tam.',
    en: 'State takenAt for a snapshot, and for a snapshot alone.',
  },
} as const satisfies ErrorCatalogue;
