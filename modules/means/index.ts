/** The door of the means of identification: what a person shows, found by a keyed hash of its value. */
export {
  BANK_CARD,
  endingOf,
  hashMeansValue,
  isBankCardNumber,
  isMeansValue,
  type MeansStatus,
  normaliseMeansValue,
  ONE_TIME_CODE,
} from './means.ts';
