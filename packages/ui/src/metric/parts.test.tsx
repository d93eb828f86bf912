import { render, screen } from '@testing-library/react';
import { BandBadge } from './BandBadge';
import { bandWords } from './band';
import { ChangeIndicator } from './ChangeIndicator';
import { RelativeTime } from './RelativeTime';
import { SampleBadge } from './SampleBadge';
import { Sparkline } from './Sparkline';

describe('BandBadge', () => {
  it.each([
    ['elite', 4],
    ['high', 3],
    ['medium', 2],
    ['low', 1],
  ] as const)('tells %s by its word and %d filled bars', (band, bars) => {
    const { container } = render(<BandBadge band={band} />);
    expect(container).toHaveTextContent(bandWords[band]);
    expect(container.querySelectorAll('rect.filled')).toHaveLength(bars);
    expect(container.querySelectorAll('rect')).toHaveLength(4);
  });
});

describe('ChangeIndicator', () => {
  it('gives no verdict on what stayed the same', () => {
    render(
      <ChangeIndicator
        trend="flat"
        direction="same"
        text="no change"
        against="against the week before"
      />,
    );
    expect(screen.getByText(/no change/)).toHaveTextContent(
      'no change, against the week before',
    );
  });
});

describe('Sparkline', () => {
  const pathsOf = (values: (number | null)[]) => {
    const { container } = render(<Sparkline values={values} label="Course" />);
    return [...container.querySelectorAll('path:not(.last)')].map(path =>
      path.getAttribute('d'),
    );
  };

  it('breaks the line at a gap', () => {
    const paths = pathsOf([1, 2, null, 4, 3]);
    expect(paths).toHaveLength(2);
    expect(paths[0]?.match(/[ML]/g)).toHaveLength(2);
  });

  it('draws a value between two gaps as a dot', () => {
    const [dot] = pathsOf([null, 2, null]);
    const [, from, to] = /^M(.+)L(.+)$/.exec(dot ?? '') ?? [];
    expect(from).toBe('50.00 14.00');
    expect(to).toBe(from);
  });

  it('draws nothing where nothing is known', () => {
    expect(pathsOf([null, null])).toEqual([]);
  });
});

describe('RelativeTime', () => {
  it('says how long ago, and the exact instant on hover and aloud', () => {
    render(
      <RelativeTime
        instant="2025-03-03T14:05:00Z"
        timeZone="UTC"
        now={Date.parse('2025-03-05T15:00:00Z')}
      />,
    );
    const time = screen.getByText('2 days ago');
    expect(time).toHaveAttribute('datetime', '2025-03-03T14:05:00Z');
    expect(time.title).toMatch(/2025.*14:05|2025.*2:05/);
    expect(time).toHaveTextContent(time.title);
  });
});

describe('SampleBadge', () => {
  it('marks made-up data in words', () => {
    render(<SampleBadge />);
    expect(screen.getByText('Sample data')).toBeVisible();
  });
});
