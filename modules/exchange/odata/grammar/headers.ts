/** The header lines of OData. */
export const HEADERS: Readonly<Record<string, string>> = {
  header:
    'asyncresult | content-id | isolation | odata-entityid | odata-error | odata-maxversion | ' +
    'odata-version | prefer',
  asyncresult: '"AsyncResult" ":" OWS DIGIT{3}',
  'content-id': '"Content-ID" ":" OWS request-id',
  isolation: '"OData-"? "Isolation" ":" OWS "snapshot"',
  'request-id': 'unreserved+',
  'odata-entityid': '"OData-EntityID" ":" OWS IRI-in-header',
  'odata-error': '"OData-Error" ":" OWS "{" <"> \'code\' <"> ":" <\\x20-\\x7e>*',
  'odata-maxversion': '"OData-MaxVersion" ":" OWS DIGIT+ "." DIGIT+',
  'odata-version': '"OData-Version" ":" OWS "4.0" oneToNine?',
  prefer: '"Prefer" ":" OWS preference (OWS "," OWS preference)*',
  preference:
    'allowEntityReferencesPreference | callbackPreference | continueOnErrorPreference | ' +
    'includeAnnotationsPreference | maxpagesizePreference | omitValuesPreference | ' +
    'respondAsyncPreference | returnPreference | trackChangesPreference | waitPreference',
  allowEntityReferencesPreference: '"odata."? "allow-entityreferences"',
  callbackPreference: '"odata."? "callback" OWS ";" OWS "url" OWS EQ OWS <"> URI <">',
  continueOnErrorPreference: '"odata."? "continue-on-error" (OWS EQ OWS boolean)?',
  includeAnnotationsPreference:
    '"odata."? "include-annotations" OWS EQ OWS <"> annotationsList <">',
  annotationsList: 'annotationIdentifier ("," annotationIdentifier)*',
  annotationIdentifier: '"-"? (STAR | namespace "." (termName | STAR)) ("#" odataIdentifier)?',
  maxpagesizePreference: '"odata."? "maxpagesize" OWS EQ OWS oneToNine DIGIT*',
  omitValuesPreference: '"omit-values" OWS EQ OWS ("nulls" | "defaults")',
  respondAsyncPreference: '"respond-async"',
  returnPreference: "\"return\" OWS EQ OWS ('representation' | 'minimal')",
  trackChangesPreference: '"odata."? "track-changes"',
  waitPreference: '"wait" OWS EQ OWS DIGIT+',
};
