import { fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axeViolations } from '../__testUtils__/axe';
import { renderWithRouter } from '../__testUtils__/render';
import { TimeSeriesChart, TimeSeriesChartProps } from './TimeSeriesChart';

const chart: TimeSeriesChartProps = {
  title: 'Change lead time per week',
  description: 'p50 and p90 of the changes deployed in the week',
  unit: 'seconds',
  shape: 'line',
  emptyText: 'No change has a lead time in this window.',
  headingLevel: 2,
  series: [
    { id: 'p50', name: 'p50' },
    { id: 'p90', name: 'p90' },
  ],
  points: [
    {
      start: '2025-03-03',
      end: '2025-03-09',
      partial: false,
      href: '/deployments?from=2025-03-03',
      values: { p50: 7200, p90: 50520 },
    },
    {
      start: '2025-03-10',
      end: '2025-03-16',
      partial: false,
      values: { p50: null, p90: null },
    },
    {
      start: '2025-03-17',
      end: '2025-03-19',
      partial: true,
      href: '/deployments?from=2025-03-17',
      values: { p50: 3600, p90: 3600 },
    },
  ],
};

/** jsdom lays nothing out, so the drawing is given a size. */
function giveSize() {
  jest
    .spyOn(HTMLElement.prototype, 'getBoundingClientRect')
    .mockReturnValue(new DOMRect(0, 0, 600, 200));
}

afterEach(() => jest.restoreAllMocks());

describe('TimeSeriesChart', () => {
  it('shows the same data as a table, gaps as no data', async () => {
    const { container } = renderWithRouter(<TimeSeriesChart {...chart} />);
    await userEvent.click(
      screen.getByRole('button', {
        name: 'Show Change lead time per week as a table',
      }),
    );
    const rows = within(screen.getByRole('table')).getAllByRole('row');
    expect(rows.map(row => row.textContent)).toEqual([
      'Weekp50p90',
      expect.stringMatching(/part of a week1 h1 h$/),
      expect.stringMatching(/no datano data$/),
      expect.stringMatching(/2 h14 h 2 min$/),
    ]);
    expect(within(rows[3]).getByRole('link')).toHaveAttribute(
      'href',
      '/deployments?from=2025-03-03',
    );
    expect(within(rows[2]).queryByRole('link')).not.toBeInTheDocument();
    expect(await axeViolations(container)).toEqual([]);
  });

  it('gives exact values to the arrow keys and opens the rows on Enter', async () => {
    giveSize();
    const { container } = renderWithRouter(<TimeSeriesChart {...chart} />);
    const plot = await screen.findByRole('application', {
      name: /Change lead time per week/,
    });
    expect(await axeViolations(container)).toEqual([]);
    fireEvent.focus(plot);
    expect(
      await screen.findByText(/: p50 2 h, p90 14 h 2 min$/),
    ).toBeInTheDocument();
    fireEvent.keyDown(plot, { key: 'ArrowRight' });
    expect(
      await screen.findByText(/: p50 no data, p90 no data$/),
    ).toBeInTheDocument();
    fireEvent.keyDown(plot, { key: 'ArrowRight' });
    expect(
      await screen.findByText(/part of a week: p50 1 h, p90 1 h$/),
    ).toBeInTheDocument();
    fireEvent.keyDown(plot, { key: 'Enter' });
    expect(screen.getByTestId('address')).toHaveTextContent(
      '/deployments?from=2025-03-17',
    );
  });

  it('draws a gap as a gap and a cut-short week hollow', async () => {
    giveSize();
    const { container } = renderWithRouter(<TimeSeriesChart {...chart} />);
    await screen.findByRole('application');
    const [p50] = container.querySelectorAll('.recharts-line-curve');
    // Two pens: the line is lifted over the week without a value.
    expect(p50.getAttribute('d')?.match(/M/g)).toHaveLength(2);
    const dots = [...container.querySelectorAll('.recharts-line-dots circle')];
    expect(dots).toHaveLength(4);
    expect(dots[1]).toHaveAttribute('fill', 'var(--bui-bg-neutral-1)');
    expect(screen.getByText('Part of a week')).toBeVisible();
  });

  it('says why there is nothing instead of drawing an empty chart', () => {
    renderWithRouter(
      <TimeSeriesChart {...chart} points={chart.points.slice(1, 2)} />,
    );
    expect(
      screen.getByText('No change has a lead time in this window.'),
    ).toBeVisible();
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });

  it('refuses more series than the palette keeps apart', () => {
    jest.spyOn(console, 'error').mockImplementation(() => {});
    const series = ['a', 'b', 'c', 'd', 'e', 'f'].map(id => ({ id, name: id }));
    expect(() =>
      renderWithRouter(<TimeSeriesChart {...chart} series={series} />),
    ).toThrow('fold all but 4 into one called "other"');
  });
});
