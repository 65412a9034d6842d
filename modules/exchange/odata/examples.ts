const ROOT = '/exchange/v1/odata/vejaine-piers/1';
const PIER = { number: 7, name: 'Lielā piestātne', open: true, depths: [{ metres: 3.5 }] };

/** What calls by OData take and answer, for the description of the API. */
export const ODATA_EXAMPLES = {
  service: {
    '@odata.context': `${ROOT}/$metadata`,
    value: [{ name: 'Records', kind: 'EntitySet', url: 'Records' }],
  },
  model: {
    $Version: '4.01',
    $EntityContainer: 'vejaine_piers_1.Container',
    vejaine_piers_1: {
      Record: { $Kind: 'EntityType', $Key: ['number'], number: { $Type: 'Edm.Int64' } },
    },
  },
  page: {
    '@odata.context': `${ROOT}/$metadata#Records`,
    '@odata.count': 1,
    value: [{ '@odata.etag': '"tY0v2b1N6m8bW2sVfYtq3A"', ...PIER }],
  },
  question: "$filter=startswith(name,'Liel') and depths/any(d:d/metres gt 3)&$count=true",
  count: '12',
  entity: { '@odata.context': `${ROOT}/$metadata#Records/$entity`, ...PIER },
};
