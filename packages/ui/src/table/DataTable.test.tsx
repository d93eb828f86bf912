import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axeViolations } from '../__testUtils__/axe';
import { renderWithRouter } from '../__testUtils__/render';
import { DataTable, DataTableProps } from './DataTable';

type Service = { name: string; deployments: number };

const services: Service[] = [
  { name: 'cart', deployments: 12 },
  { name: 'search', deployments: 7 },
];

const table: DataTableProps<Service> = {
  label: 'Services',
  columns: [
    { id: 'name', label: 'Service', cell: row => row.name, sortable: true },
    {
      id: 'deployments',
      label: 'Deployments',
      cell: row => row.deployments,
      numeric: true,
      sortable: true,
    },
  ],
  rows: services,
  getRowId: row => row.name,
  getRowHref: row => `/services/${row.name}`,
  empty: <p>No services yet</p>,
};

describe('DataTable', () => {
  it('lists rows under named columns and passes axe', async () => {
    const { container } = renderWithRouter(<DataTable {...table} />);
    const grid = screen.getByRole('grid', { name: 'Services' });
    expect(within(grid).getAllByRole('columnheader')).toHaveLength(2);
    expect(within(grid).getByRole('row', { name: 'cart' })).toHaveTextContent(
      'cart12',
    );
    expect(await axeViolations(container)).toEqual([]);
  });

  it('opens the detail of a row', async () => {
    renderWithRouter(<DataTable {...table} />);
    await userEvent.click(screen.getByRole('row', { name: 'search' }));
    expect(screen.getByTestId('address')).toHaveTextContent('/services/search');
  });

  it('asks the server for another order', async () => {
    const onChange = jest.fn();
    renderWithRouter(
      <DataTable {...table} sort={{ value: '-deployments', onChange }} />,
    );
    const header = screen.getByRole('columnheader', { name: /Deployments/ });
    expect(header).toHaveAttribute('aria-sort', 'descending');
    await userEvent.click(header);
    expect(onChange).toHaveBeenLastCalledWith('deployments');
    await userEvent.click(
      screen.getByRole('columnheader', { name: /Service/ }),
    );
    expect(onChange).toHaveBeenLastCalledWith('name');
  });

  it('asks the server for another page', async () => {
    const onChange = jest.fn();
    const page = { offset: 25, limit: 25, totalItems: 60, onChange };
    renderWithRouter(<DataTable {...table} page={page} />);
    await userEvent.click(screen.getByRole('button', { name: /next/i }));
    expect(onChange).toHaveBeenLastCalledWith({ offset: 50, limit: 25 });
    await userEvent.click(screen.getByRole('button', { name: /previous/i }));
    expect(onChange).toHaveBeenLastCalledWith({ offset: 0, limit: 25 });
  });

  it('shows no controls for one short page', () => {
    const page = { offset: 0, limit: 25, totalItems: 2, onChange: jest.fn() };
    renderWithRouter(<DataTable {...table} page={page} />);
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });

  it('keeps the layout while rows load, then says what would be here', () => {
    const { update } = renderWithRouter(
      <DataTable {...table} rows={undefined} />,
    );
    expect(screen.getAllByRole('columnheader')).toHaveLength(2);
    expect(screen.getAllByRole('row').length).toBeGreaterThan(5);
    update(<DataTable {...table} rows={[]} />);
    expect(screen.getByText('No services yet')).toBeVisible();
  });
});
