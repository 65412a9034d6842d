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
  'odata-error': '"OData-Error" ":" OWS "{" <"> \'code\' <"> ":" (VCHAR | SP)*',
  'odata-maxversion': '"OData-MaxVersion" ":" OWS DIGIT+ "." DIGIT+',
  'odata-version': '"OData-Version" ":" OWS "4.0" oneToNine?',
  prefer: '"Prefer" ":" OWS preference (OWS "," OWS preference)*',
  preference:
    'allowEntityReferencesPreference | callbackPreference | continueOnErrorPreference | ' +
    'includeAnnotationsPreference | maxpagesizePreference | omitValuesPreference | ' +
    'respondAsyncPreference | returnPreference | trackChangesPreference | waitPreference',
  allowEntityReferencesPreference: '"odata."? "allow-entityreferences"',
  callbackPreference: '"odata."? "callback" OWS ";" OWS "url" EQ-h <"> URI <">',
  continueOnErrorPreference: '"odata."? "continue-on-error" (EQ-h boolean)?',
  includeAnnotationsPreference: '"odata."? "include-annotations" EQ-h <"> annotationsList <">',
  annotationsList: 'annotationIdentifier ("," annotationIdentifier)*',
  annotationIdentifier:
    'excludeOperator? (STAR | namespace "." (termName | STAR)) ("#" odataIdentifier)?',
  maxpagesizePreference: '"odata."? "maxpagesize" EQ-h oneToNine DIGIT*',
  omitValuesPreference: '"omit-values" EQ-h ("nulls" | "defaults")',
  respondAsyncPreference: '"respond-async"',
  returnPreference: "\"return\" EQ-h ('representation' | 'minimal')",
  trackChangesPreference: '"odata."? "track-changes"',
  waitPreference: '"wait" EQ-h DIGIT+',
};
