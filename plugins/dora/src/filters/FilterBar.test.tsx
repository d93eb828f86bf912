import { fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { address, renderDelivery } from '../__testUtils__/renderDelivery';

afterEach(() => jest.restoreAllMocks());

async function choose(select: RegExp, option: string) {
  await userEvent.click(await screen.findByRole('button', { name: select }));
  await userEvent.click(screen.getByRole('option', { name: option }));
}

it('puts every choice into the address and asks anew', async () => {
  const { api } = renderDelivery('/delivery?offset=25');
  await screen.findByRole('article', { name: 'Change lead time' });
  await choose(/Window$/, 'Year 2025');
  await choose(/Lead time clock/, 'From the merge');
  await choose(/Bands of report/, '2021');
  await choose(/Compare with/, 'Nothing');
  expect(Object.fromEntries(address().searchParams)).toEqual({
    window: '2025',
    leadTimeStart: 'merged',
    reportYear: '2021',
    compare: 'none',
  });
  expect(api.asked('metrics')).toEqual({
    from: '2025-01-01',
    to: '2026-01-01',
    environment: 'production',
    leadTimeStart: 'merged',
    reportYear: 2021,
    compare: 'none',
  });
});

it('takes two days of one’s own, both within the window', async () => {
  const { api } = renderDelivery('/delivery');
  await choose(/Window$/, 'Custom dates');
  const first = screen.getByLabelText('First day');
  const last = screen.getByLabelText('Last day');
  expect(first).toHaveValue('2026-01-01');
  expect(last).toHaveValue('2026-03-31');
  fireEvent.change(first, { target: { value: '2026-02-09' } });
  fireEvent.change(last, { target: { value: '2026-02-01' } });
  expect(last).toHaveAccessibleDescription(
    'The first day must not be after the last.',
  );
  expect(screen.getByRole('button', { name: 'Show dates' })).toBeDisabled();
  fireEvent.change(last, { target: { value: '2026-02-15' } });
  await userEvent.click(screen.getByRole('button', { name: 'Show dates' }));
  expect(address().search).toBe('?from=2026-02-09&to=2026-02-16');
  expect(api.asked('metrics')).toMatchObject({
    from: '2026-02-09',
    to: '2026-02-16',
  });
});

it('refuses a window that the backend would refuse, with the remedy', async () => {
  renderDelivery('/delivery?from=2026-02-09&to=2026-02-16');
  fireEvent.change(await screen.findByLabelText('First day'), {
    target: { value: '2020-01-01' },
  });
  expect(
    screen.getByText(
      'A window has at most 1100 days; choose a later first day.',
    ),
  ).toBeVisible();
});
