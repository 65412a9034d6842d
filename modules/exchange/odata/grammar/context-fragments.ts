/** What an answer says of itself: the part of its context address after the number sign. */
export const CONTEXT_FRAGMENTS: Readonly<Record<string, string>> = {
  context: '"#" contextFragment',
  contextFragment:
    "'Collection($ref)' | '$ref' | 'Collection(Edm.EntityType)' | 'Collection(Edm.ComplexType)' | " +
    'singletonEntity (navigation containmentNavigation* ("/" qualifiedEntityTypeName)?)? selectList? | ' +
    'qualifiedTypeName selectList? | ' +
    "entitySet ('/$deletedEntity' | '/$link' | '/$deletedLink') | " +
    'entitySet contextKeyPredicate "/" contextPropertyPath selectList? | ' +
    "entitySet selectList? ('/$entity' | '/$delta')?",
  entitySet: 'entitySetName containmentNavigation* ("/" qualifiedEntityTypeName)?',
  containmentNavigation: 'contextKeyPredicate ("/" qualifiedEntityTypeName)? navigation',
  navigation: '("/" complexProperty ("/" qualifiedComplexTypeName)?)* "/" navigationProperty',
  contextKeyPredicate: '"(" (contextKeyValue | contextKeyValuePair ("," contextKeyValuePair)*) ")"',
  contextKeyValuePair: '(primitiveKeyProperty | keyPropertyAlias) EQ contextKeyValue',
  contextKeyValue:
    'boolean | guid | dateTimeOffsetValue | date | timeOfDayValue | decimalValue | stringValue | ' +
    'durationValue | enumValue',
  selectList: '"(" (selectListItem ("," selectListItem)*)? ")"',
  selectListItem:
    '"*" | allOperationsInSchema | ' +
    '((qualifiedEntityTypeName | qualifiedComplexTypeName) "/")? ' +
    '(qualifiedActionName | qualifiedFunctionName | selectListProperty)',
  selectListProperty:
    'primitiveProperty | primitiveColProperty | ' +
    '(navigationProperty | entityAnnotationInFragment) "+"? selectList? | ' +
    '(complexProperty | complexColProperty | complexAnnotationInFragment) ' +
    '("/" qualifiedComplexTypeName)? ("/" selectListProperty)?',
  contextPropertyPath:
    'primitiveProperty | primitiveColProperty | complexColProperty | ' +
    'complexProperty (("/" qualifiedComplexTypeName)? "/" contextPropertyPath)?',
};
