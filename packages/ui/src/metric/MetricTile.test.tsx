import { screen, within } from '@testing-library/react';
import { axeViolations } from '../__testUtils__/axe';
import { renderWithRouter } from '../__testUtils__/render';
import { MetricTile, MetricTileProps, MetricTileRow } from './MetricTile';

const measured: MetricTileProps = {
  name: 'Change lead time',
  definitionHref: '/delivery/definitions#change-lead-time',
  value: {
    text: '14 h 2 min',
    qualifier: 'p50',
    href: '/delivery/changes',
    opens: '448 changes',
  },
  band: {
    name: 'elite',
    note: 'The cut-off is ours.',
    href: '/delivery/definitions#bands',
  },
  change: {
    trend: 'down',
    direction: 'better',
    text: '18% shorter',
    against: 'against the 90 days before',
  },
  trend: { values: [3, null, 5], range: '2 h to 3 d', step: 'Weekly' },
  basis: '448 changes',
};

describe('MetricTile', () => {
  it('shows value, band, change, course and basis, and passes axe', async () => {
    const { container } = renderWithRouter(
      <MetricTileRow label="Metrics">
        <MetricTile {...measured} headingLevel={2} />
      </MetricTileRow>,
    );
    const tile = screen.getByRole('article', { name: 'Change lead time' });
    expect(
      within(tile).getByRole('link', { name: 'Change lead time' }),
    ).toHaveAttribute('href', '/delivery/definitions#change-lead-time');
    const value = within(tile).getByRole('link', {
      name: 'Change lead time: 14 h 2 min, p50. Open 448 changes',
    });
    expect(value).toHaveTextContent('14 h 2 min');
    expect(value).toHaveAttribute('href', '/delivery/changes');
    expect(
      within(tile).getByRole('link', {
        name: 'Elite band. The cut-off is ours. How bands are defined',
      }),
    ).toHaveAttribute('href', '/delivery/definitions#bands');
    expect(tile).toHaveTextContent(
      '18% shorter, better, against the 90 days before',
    );
    expect(
      within(tile).getByRole('img', {
        name: 'Change lead time, Weekly 2 h to 3 d',
      }),
    ).toBeInTheDocument();
    expect(await axeViolations(container)).toEqual([]);
  });

  it('says why there is no value and what to do, and shows no band', () => {
    renderWithRouter(
      <MetricTile
        {...measured}
        value={null}
        noData={{
          reason: 'No successful deployment in this window.',
          remedy: 'Choose a longer window.',
        }}
      />,
    );
    const tile = screen.getByRole('article');
    expect(tile).toHaveTextContent('No data');
    expect(tile).toHaveTextContent('No successful deployment in this window.');
    expect(tile).toHaveTextContent('Choose a longer window.');
    expect(tile).not.toHaveTextContent(/Elite|No band|448/);
    expect(within(tile).getAllByRole('link')).toHaveLength(1);
  });

  it('says that there is no band rather than showing the lowest', () => {
    renderWithRouter(
      <MetricTile
        {...measured}
        band={{
          name: null,
          note: 'Too few deployments for a band.',
          href: '/bands',
        }}
      />,
    );
    expect(
      screen.getByRole('link', {
        name: 'No band. Too few deployments for a band. How bands are defined',
      }),
    ).toHaveAttribute('title', 'Too few deployments for a band.');
    expect(screen.getByText('No band')).toBeVisible();
  });
});
