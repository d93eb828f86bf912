import { screen, within } from '@testing-library/react';
import { axeViolations } from '../__testUtils__/axe';
import { renderWithRouter } from '../__testUtils__/render';
import { BarDistribution, BarDistributionProps } from './BarDistribution';

const distribution: BarDistributionProps = {
  title: 'Distribution of lead times',
  bucketHeading: 'Lead time',
  counted: 'changes',
  emptyText: 'No change has a lead time in this window.',
  headingLevel: 2,
  buckets: [
    { name: 'under 1 h', count: 30, href: '/changes?leadTimeTo=3600' },
    { name: '1 h to 6 h', count: 10, href: '/changes?b', marks: ['p50'] },
    { name: 'over 6 h', count: 0, href: '/changes?leadTimeFrom=21600' },
  ],
};

describe('BarDistribution', () => {
  it('gives counts and shares, and each bar opens its rows', async () => {
    const { container } = renderWithRouter(
      <BarDistribution {...distribution} />,
    );
    const rows = within(
      screen.getByRole('table', { name: 'Distribution of lead times' }),
    ).getAllByRole('row');
    expect(rows[1]).toHaveTextContent(/under 1 h\s*75%\s*30/);
    expect(rows[2]).toHaveTextContent('25%, contains p50');
    expect(
      within(rows[1]).getByRole('link', { name: '30 changes, under 1 h' }),
    ).toHaveAttribute('href', '/changes?leadTimeTo=3600');
    expect(within(rows[3]).queryByRole('link')).not.toBeInTheDocument();
    expect(await axeViolations(container)).toEqual([]);
  });

  it('says why there is nothing to show', () => {
    renderWithRouter(<BarDistribution {...distribution} buckets={[]} />);
    expect(
      screen.getByText('No change has a lead time in this window.'),
    ).toBeVisible();
    expect(screen.queryByRole('table')).not.toBeInTheDocument();
  });
});
