import { screen, within } from '@testing-library/react';
import { axeViolations } from '../__testUtils__/axe';
import { renderDelivery } from '../__testUtils__/renderDelivery';

it('shows every definition under its anchor and leads to the one asked for', async () => {
  const scrolled = jest.fn();
  Element.prototype.scrollIntoView = scrolled;
  const { container } = renderDelivery(
    '/delivery/definitions#change-fail-rate',
  );
  const heading = await screen.findByRole('heading', {
    level: 3,
    name: 'Change fail rate',
  });
  expect(heading).toHaveAttribute('id', 'change-fail-rate');
  expect(scrolled.mock.contexts).toEqual([heading]);
  const contents = screen.getByRole('navigation', { name: 'On this page' });
  for (const link of within(contents).getAllByRole('link')) {
    const anchor = link.getAttribute('href')?.split('#')[1] ?? '';
    expect(document.getElementById(anchor)).toHaveTextContent(
      link.textContent ?? '',
    );
  }
  expect(screen.getAllByRole('table')).toHaveLength(3);
  expect(await axeViolations(container)).toEqual([]);
});
