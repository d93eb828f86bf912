import { render, screen } from '@testing-library/react';
import { axeViolations } from '../__testUtils__/axe';
import { Timeline } from '../timeline/Timeline';
import { StatusBadge, statusTones } from './StatusBadge';
import { UsageBar } from './UsageBar';

describe('StatusBadge', () => {
  it('has a shape of its own for every tone', () => {
    const shapes = statusTones.map(tone => {
      const { container } = render(
        <StatusBadge tone={tone}>{tone}</StatusBadge>,
      );
      expect(container).toHaveTextContent(tone);
      return container.querySelector('path')?.getAttribute('d');
    });
    expect(new Set(shapes).size).toBe(statusTones.length);
  });
});

describe('UsageBar', () => {
  it('says what is used, what would be, and what is left', async () => {
    const { container } = render(
      <UsageBar label="CPU" unit="core" limit={40} used={24} asked={4} />,
    );
    expect(screen.getByRole('meter', { name: 'CPU' })).toHaveAttribute(
      'aria-valuetext',
      '28 of 40 cores',
    );
    expect(container).toHaveTextContent('24 → 28 of 40 cores');
    expect(container).toHaveTextContent('12 cores left afterwards');
    expect(await axeViolations(container)).toEqual([]);
  });

  it('says by how much a limit would be exceeded', () => {
    const { container } = render(
      <UsageBar label="CPU" unit="GiB" limit={10} used={8} asked={4} />,
    );
    expect(container).toHaveTextContent('2 GiB over the limit afterwards');
  });

  it('shows use alone when nothing is asked', () => {
    const { container } = render(
      <UsageBar label="CPU" unit="cores" limit={10} used={8} />,
    );
    expect(container).toHaveTextContent('8 of 10 cores');
    expect(container).not.toHaveTextContent('afterwards');
  });
});

describe('Timeline', () => {
  it('tells each entry with its status in words', async () => {
    const { container } = render(
      <Timeline
        label="Steps"
        items={[
          { id: 'a', title: 'Namespace', tone: 'positive', status: 'Done' },
          {
            id: 'b',
            title: 'Quota',
            tone: 'negative',
            status: 'Failed',
            aside: '4 s',
            children: <p>forbidden</p>,
          },
        ]}
      />,
    );
    expect(
      screen.getAllByRole('listitem').map(item => item.textContent),
    ).toEqual(['Done: Namespace', 'Failed: Quota4 sforbidden']);
    expect(await axeViolations(container)).toEqual([]);
  });
});
