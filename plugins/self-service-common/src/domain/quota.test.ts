import {
  applicableQuotas,
  describeExceeded,
  Quota,
  quotaEffect,
} from './quota';

const quota = (fields: Partial<Quota>): Quota => ({
  id: JSON.stringify(fields),
  scope: 'team',
  subject: '*',
  environmentClass: null,
  metric: 'cpu',
  unit: 'core',
  limit: 10,
  ...fields,
});
const checkout = {
  team: 'group:default/checkout',
  environmentClass: 'staging' as const,
  costCenter: null,
};

describe('applicableQuotas', () => {
  it('takes one for each narrowing, and the named one before the general one', () => {
    const everywhere = quota({});
    const own = quota({ subject: checkout.team });
    const staging = quota({ environmentClass: 'staging' });
    const byClass = quota({ scope: 'environment-class', subject: 'staging' });
    const others = [
      quota({ subject: 'group:default/search' }),
      quota({ environmentClass: 'production' }),
      quota({ scope: 'environment-class', subject: 'production' }),
      quota({ scope: 'cost-center' }),
      quota({ metric: 'memory' }),
    ];
    const all = [everywhere, own, staging, byClass, ...others];
    for (const quotas of [all, [...all].reverse()]) {
      expect(new Set(applicableQuotas(quotas, checkout, ['cpu']))).toEqual(
        new Set([own, staging, byClass]),
      );
    }
  });
});

describe('quotaEffect', () => {
  const effect = (used: string, before: string, after: string, limit = 10) =>
    quotaEffect(
      quota({ limit }),
      checkout.team,
      { used, paused: '0' },
      { before, after },
    );

  it('asks for the difference, in exact decimals', () => {
    expect(effect('0.1', '0.2', '9.9')).toMatchObject({
      used: 0.3,
      asked: 9.7,
      left: 9.7,
      exceeded: false,
    });
    expect(effect('0.1', '0.2', '9.900001')).toMatchObject({ exceeded: true });
  });

  it('refuses nobody who asks for less or the same, however low the limit is now', () => {
    expect(effect('20', '5', '5')).toMatchObject({
      asked: 0,
      left: 0,
      exceeded: false,
    });
    expect(effect('20', '5', '4')).toMatchObject({
      asked: -1,
      exceeded: false,
    });
    expect(effect('20', '5', '6')).toMatchObject({ exceeded: true });
    expect(effect('0', '0', '0', 0)).toMatchObject({ exceeded: false });
  });

  it('is said with limit, used, asked, left and the remedy', () => {
    expect(describeExceeded(effect('8', '1', '4'))).toBe(
      'The quota of group:default/checkout for cpu is 10 core: 9 used, 3 asked, 1 left. Ask for less, remove or pause something that is not needed, or have a platform engineer raise the quota.',
    );
  });
});
