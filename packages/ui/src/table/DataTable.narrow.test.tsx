import { screen, within } from '@testing-library/react';
import { renderWithRouter } from '../__testUtils__/render';
import { DataTable } from './DataTable';

// The design system reads the width once per document, so this file has its own.
beforeAll(() => {
  const wide = window.matchMedia;
  window.matchMedia = query => Object.assign(wide(query), { matches: false });
});

it('folds columns into the first cell on a narrow screen', () => {
  renderWithRouter(
    <DataTable
      label="Services"
      columns={[
        { id: 'name', label: 'Service', cell: row => row.name },
        { id: 'owner', label: 'Owner', cell: row => row.owner },
        {
          id: 'count',
          label: 'Deployments',
          cell: row => row.count,
        },
      ]}
      rows={[{ name: 'cart', owner: 'checkout', count: 12 }]}
      getRowId={row => row.name}
      empty={null}
    />,
  );
  expect(
    screen.getAllByRole('columnheader').map(header => header.textContent),
  ).toEqual(['Service']);
  const [first] = screen.getAllByRole('rowheader');
  expect(within(first).getByText('Owner').tagName).toBe('DT');
  expect(first).toHaveTextContent('cartOwnercheckoutDeployments12');
});
