import {
  formatCount,
  formatPerDay,
  formatQuantity,
  formatRatio,
} from './number';

const en = { locale: 'en-GB' };

describe('formatRatio', () => {
  it.each([
    [0, '0%'],
    [0.0345, '3.5%'],
    [0.5, '50%'],
    [1, '100%'],
    [0.00002, '< 0.1%'],
    [0.9999, '> 99.9%'],
  ])('%d reads %s', (ratio, expected) => {
    expect(formatRatio(ratio, en)).toBe(expected);
  });

  it("uses the reader's decimal sign", () => {
    expect(formatRatio(0.0345, { locale: 'de' })).toBe('3,5\u00a0%');
  });
});

describe('formatPerDay', () => {
  it.each([
    [0, '0 per day'],
    [12.34, '12.3 per day'],
    [1.315, '1.3 per day'],
    [0.49, '0.49 per day'],
    [0.1, '0.1 per day'],
    [0.0274, '1 per 36 d'],
    [3 / 365, '1 per 122 d'],
  ])('%d reads %s', (perDay, expected) => {
    expect(formatPerDay(perDay, en)).toBe(expected);
  });
});

describe('formatCount and formatQuantity', () => {
  it('groups digits', () => {
    expect(formatCount(27705, en)).toBe('27,705');
  });

  it('agrees in number', () => {
    expect(formatQuantity(0, 'deployment', en)).toBe('0 deployments');
    expect(formatQuantity(1, 'deployment', en)).toBe('1 deployment');
    expect(formatQuantity(2, 'recovery', { ...en, plural: 'recoveries' })).toBe(
      '2 recoveries',
    );
  });
});
