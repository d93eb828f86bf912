import { SampleComponent } from '../company/component';

const rows = [
  ['basket', 'service', 1],
  ['checkout-api', 'service', 1],
  ['payments', 'service', 1],
  ['shop-web', 'website', 1],
  ['accounts', 'service', 1],
  ['catalogue-api', 'service', 2],
  ['search-api', 'service', 2],
  ['stock', 'service', 2],
  ['dispatch', 'service', 2],
  ['warehouse-web', 'website', 2],
  ['pricing', 'service', 2],
  ['notifier', 'service', 2],
  ['ranking', 'machine-learning', 2],
  ['reviews', 'service', 3],
  ['returns', 'service', 3],
  ['labels', 'service', 3],
  ['events-pipeline', 'data-pipeline', 3],
  ['forecast', 'machine-learning', 3],
  ['newsletter', 'service', 3],
  ['admin-web', 'website', 3],
  ['design-kit', 'library', 3],
  ['http-kit', 'library', 3],
  ['careers', 'website', 4],
  ['blog', 'website', 4],
  ['gift-cards', 'service', 4],
  ['kiosk', 'website', 4],
] as const;

/** A company of the catalog's size, for tests. */
export const testComponents: SampleComponent[] = rows.map(
  ([name, type, tier]) => ({
    ref: `component:default/${name}`,
    name,
    type,
    lifecycle: name === 'kiosk' ? 'deprecated' : 'production',
    tier,
    repository: `https://git.saltmarsh.example/team/${name}`,
  }),
);
