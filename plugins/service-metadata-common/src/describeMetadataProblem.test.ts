import { describeMetadataProblem } from './index';

describe('describeMetadataProblem', () => {
  it('says field, value, rule and remedy', () => {
    const problem = {
      field: 'metadata.annotations.slipway.dev/tier',
      value: '5',
      rule: 'must be "1", "2", "3" or "4"',
      remedy: 'Write "4".',
    };
    expect(describeMetadataProblem(problem)).toBe(
      'metadata.annotations.slipway.dev/tier ("5") must be "1", "2", "3" or "4". Write "4".',
    );
    expect(
      describeMetadataProblem({
        ...problem,
        value: undefined,
        rule: 'is required',
      }),
    ).toBe('metadata.annotations.slipway.dev/tier is required. Write "4".');
  });
});
