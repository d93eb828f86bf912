import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axeViolations } from '../__testUtils__/axe';
import { address, renderDelivery } from '../__testUtils__/renderDelivery';

afterEach(() => jest.restoreAllMocks());

const cartRows = 'entityRef=component:default/cart';

async function rowNames(grid: string): Promise<string[]> {
  const table = await screen.findByRole('grid', { name: grid });
  const headers = await within(table).findAllByRole('rowheader');
  return headers.map(header => header.textContent ?? '');
}

describe('deployments', () => {
  it('shows what the address says, newest first', async () => {
    const { container, api } = renderDelivery(
      `/delivery/deployments?${cartRows}&window=2026`,
    );
    expect(await rowNames('All deployments')).toEqual([
      'v4',
      'v3',
      'v1',
      'v2',
      'v1',
    ]);
    expect(api.asked('deployments')).toEqual({
      entityRef: 'component:default/cart',
      from: '2026-01-01',
      to: '2027-01-01',
      environment: 'production',
      filter: 'all',
      search: '',
      sort: '-finishedAt',
      offset: 0,
      limit: 25,
    });
    expect(await axeViolations(container)).toEqual([]);
  });

  it('says what became of a deployment and links what recovered it', async () => {
    renderDelivery(`/delivery/deployments?${cartRows}&filter=failed`);
    expect(await rowNames('Failed')).toEqual(['v2']);
    const row = screen.getByRole('row', { name: 'v2' });
    expect(row).toHaveTextContent('Failed');
    expect(within(row).getByRole('link', { name: '2 h' })).toHaveAttribute(
      'href',
      '/delivery/deployments/v1-again',
    );
  });

  it('keeps filter, search and order in the address', async () => {
    const { api } = renderDelivery(`/delivery/deployments?${cartRows}`);
    await rowNames('All deployments');
    await userEvent.click(screen.getByRole('button', { name: /Show$/ }));
    await userEvent.click(screen.getByRole('option', { name: 'Rollbacks' }));
    expect(address().searchParams.get('filter')).toBe('rollback');
    await rowNames('Rollbacks');
    await userEvent.click(
      screen.getByRole('columnheader', { name: /Version/ }),
    );
    expect(address().searchParams.get('sort')).toBe('version');
    await userEvent.type(
      screen.getByRole('searchbox', { name: 'Search version or service' }),
      'v9',
    );
    await waitFor(() =>
      expect(address().searchParams.get('search')).toBe('v9'),
    );
    expect(await screen.findByText('No deployment matches')).toBeVisible();
    expect(api.asked('deployments')).toMatchObject({
      filter: 'rollback',
      sort: 'version',
      search: 'v9',
    });
  });

  it('opens the detail of a row', async () => {
    renderDelivery(`/delivery/deployments?${cartRows}&window=30d`);
    await rowNames('All deployments');
    await userEvent.click(screen.getByRole('row', { name: 'v3' }));
    expect(address().pathname).toBe('/delivery/deployments/v3');
    expect(address().searchParams.get('window')).toBe('30d');
  });

  it('downloads all rows of the filter', async () => {
    URL.createObjectURL = jest.fn(() => 'blob:csv');
    URL.revokeObjectURL = jest.fn();
    jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(() => {});
    const { api } = renderDelivery('/delivery/deployments?filter=rework');
    await rowNames('Rework');
    await userEvent.click(
      screen.getByRole('button', { name: 'Download deployments as CSV' }),
    );
    await waitFor(() => expect(URL.revokeObjectURL).toHaveBeenCalled());
    expect(api.asked('csv')).toMatchObject({
      table: 'deployments',
      query: { filter: 'rework' },
    });
  });
});

describe('changes', () => {
  it('shows one bar of the distribution, and all again', async () => {
    const { api, container } = renderDelivery(
      `/delivery/changes?${cartRows}&leadTimeFrom=3600&leadTimeTo=14400`,
    );
    expect(await rowNames('Lead time of 1 h to 4 h')).toHaveLength(3);
    expect(api.asked('changes')).toMatchObject({
      leadTimeFrom: 3600,
      leadTimeTo: 14400,
    });
    expect(await axeViolations(container)).toEqual([]);
    await userEvent.click(
      screen.getByRole('button', { name: 'Show all changes' }),
    );
    expect(await rowNames('All changes')).toHaveLength(5);
    expect(address().search).toBe('?entityRef=component%3Adefault%2Fcart');
  });

  it('says why a change is left out, and links commit and deployment', async () => {
    renderDelivery(`/delivery/changes?${cartRows}`);
    const table = await screen.findByRole('grid', { name: 'All changes' });
    expect(
      await within(table).findByText('left out: deployed before its start'),
    ).toBeVisible();
    const hrefs = within(table)
      .getAllByRole('link')
      .map(link => link.getAttribute('href'));
    expect(hrefs).toContain('https://git.example/c/2');
    expect(hrefs).toContain('/delivery/deployments/v3');
  });
});

describe('one deployment', () => {
  it('tells what it carried, how it went, and its neighbours', async () => {
    const { container } = renderDelivery('/delivery/deployments/v2');
    expect(
      await screen.findByRole('heading', { level: 2, name: 'v2' }),
    ).toBeVisible();
    expect(screen.getByText(/^Failed; recovered/)).toHaveTextContent(
      'Failed; recovered by this deployment after 2 h',
    );
    expect(
      screen.getByRole('link', { name: 'by this deployment' }),
    ).toHaveAttribute('href', '/delivery/deployments/v1-again');
    expect(screen.getByRole('link', { name: 'Previous' })).toHaveAttribute(
      'href',
      '/delivery/deployments/v1',
    );
    expect(screen.getByRole('link', { name: 'Next' })).toHaveAttribute(
      'href',
      '/delivery/deployments/v1-again',
    );
    expect(await rowNames('Changes it carried')).toHaveLength(1);
    const crumbs = screen.getByRole('navigation', { name: 'Breadcrumbs' });
    await within(crumbs).findByText('Cart');
    // Five steps: the app folds the middle ones into a menu.
    expect(crumbs).toHaveTextContent('Delivery…Cartv2');
    expect(await axeViolations(container)).toEqual([]);
  });

  it('says what a rollback rolls back', async () => {
    renderDelivery('/delivery/deployments/v1-again');
    expect(
      await screen.findByRole('link', { name: 'this deployment' }),
    ).toHaveAttribute('href', '/delivery/deployments/v2');
  });

  it('says why its changes are not known and what to do', async () => {
    renderDelivery('/delivery/deployments/v4');
    expect(
      await screen.findByRole('heading', {
        name: 'The version resolves to no commit',
      }),
    ).toBeVisible();
    expect(screen.queryByRole('grid')).not.toBeInTheDocument();
  });
});

describe('coverage', () => {
  it('lists gaps with remedies and says when each source was heard', async () => {
    const { container } = renderDelivery('/delivery/coverage');
    expect(
      await screen.findByText('Services without a deployment: 1'),
    ).toBeVisible();
    expect(screen.getByText('Add them to a source.')).toBeVisible();
    expect(screen.getByRole('link', { name: 'payments' })).toHaveAttribute(
      'href',
      '/delivery/component/default/payments',
    );
    const sources = screen.getByRole('grid', { name: 'Sources' });
    expect(
      within(sources).getByRole('row', { name: 'releases' }),
    ).toHaveTextContent('40 minutes ago');
    const failed = within(sources).getByRole('row', { name: 'gitops' });
    expect(failed).toHaveTextContent('connection refused');
    expect(failed).toHaveTextContent('never');
    expect(
      screen.getByRole('link', { name: '2 of 3 services' }),
    ).toHaveAttribute('href', '/delivery?by=service');
    expect(await axeViolations(container)).toEqual([]);
  });
});
