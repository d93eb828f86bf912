import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axeViolations } from '../__testUtils__/axe';
import { DiffView } from './DiffView';

const before = 'cpu: 2\nmemory: 4Gi\n';
const after = 'cpu: 4\nmemory: 4Gi\n';

it('reads as what is removed and added, in words too', async () => {
  const { container } = render(
    <DiffView label="Quota" before={before} after={after} />,
  );
  const diff = screen.getByRole('group', { name: 'Quota' });
  expect(
    [...diff.querySelectorAll('code')].map(line => line.textContent),
  ).toEqual(['removed: cpu: 2', 'added: cpu: 4', 'memory: 4Gi']);
  expect(await axeViolations(container)).toEqual([]);
});

it('folds what stays, and unfolds it on demand', async () => {
  const many = Array.from({ length: 20 }, (_, index) => `line ${index}\n`);
  render(
    <DiffView
      label="Policy"
      before={many.join('')}
      after={`${many.join('')}new\n`}
    />,
  );
  const diff = screen.getByRole('group', { name: 'Policy' });
  expect(within(diff).queryByText('line 3')).not.toBeInTheDocument();
  await userEvent.click(
    screen.getByRole('button', { name: 'Show 17 unchanged lines' }),
  );
  expect(within(diff).getByText('line 3')).toBeInTheDocument();
});
