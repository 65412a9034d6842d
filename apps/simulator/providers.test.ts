import { expect, test } from 'vitest';
import { classifiersFromFiles } from '../../modules/classifiers/index.ts';
import { readReliefFiles } from '../../reliefs/read-relief-files.ts';
import { organisationRecords } from './organisations/organisations.ts';
import { providerStatements } from './providers.ts';

const classifiers = classifiersFromFiles();
const statements = providerStatements();
const items = new Map(
  statements.providers.map(({ organisation, items: own }) => [organisation, own]),
);

test('every relief of the catalogue can be used somewhere, on something it is given for', () => {
  const unusable = readReliefFiles(classifiers).filter(({ code, versions }) => {
    const classes = versions.flatMap(({ benefits }) => benefits.flatMap((benefit) => benefit.on));
    return !statements.agreements.some(
      ({ provider, reliefs }) =>
        reliefs.includes(code) &&
        items
          .get(provider)
          ?.some((item) =>
            classes.some((one) => classifiers.includes('goods-and-services', one, item.class)),
          ),
    );
  });
  expect(unusable.map(({ code }) => code)).toEqual([]);
});

test('agreements name reliefs, grantors and providers that there are', () => {
  const records = organisationRecords();
  const organisations = new Set(
    [
      ...records['public-persons'],
      ...records.commercial,
      ...records.associations,
      ...records['tax-payer-units'],
    ].map(({ shortName }) => shortName),
  );
  const reliefs = new Set(readReliefFiles(classifiers).map(({ code }) => code));
  for (const agreement of statements.agreements) {
    expect(organisations).toContain(agreement.grantor);
    expect(organisations).toContain(agreement.provider);
    for (const relief of agreement.reliefs) expect(reliefs).toContain(relief);
  }
  for (const { organisation } of statements.providers)
    expect(organisations).toContain(organisation);
});

test('classes and territories stand in their classifiers', () => {
  for (const provider of statements.providers) {
    for (const item of provider.items) {
      expect(classifiers.has('goods-and-services', item.class)).toBe(true);
    }
    for (const point of provider.pointsOfService) {
      expect(classifiers.has('territories', point.territory)).toBe(true);
    }
  }
});

test('no item of a catalogue, point or terminal stands twice', () => {
  for (const provider of statements.providers) {
    for (const codes of [
      provider.items.map(({ code }) => code),
      provider.pointsOfService.map(({ code }) => code),
      ...provider.ids.map(({ terminals }) => terminals.map(({ code }) => code)),
    ]) {
      expect(new Set(codes).size).toBe(codes.length);
    }
  }
});
