import { createApiMock, renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { searchApiRef } from '@backstage/plugin-search-react';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation } from 'react-router-dom';
import { SearchPage } from './SearchPage';

const searchMock = createApiMock(searchApiRef, () => ({ query: jest.fn() }));

const found = {
  type: 'software-catalog',
  document: {
    title: 'Orders',
    text: 'Takes an order',
    location: '/catalog/default/component/orders',
    kind: 'Component',
    owner: 'checkout',
  },
  highlight: {
    preTag: '<1>',
    postTag: '</1>',
    fields: { text: 'Takes an <1>order</1>' },
  },
};

function Address() {
  const { search } = useLocation();
  return <output data-testid="address">{search}</output>;
}

function show(query: jest.Mock, path = '/search') {
  renderInTestApp(
    <>
      <SearchPage />
      <Address />
    </>,
    {
      apis: [
        searchMock({ query }),
        catalogApiMock({
          entities: ['Component', 'API', 'Location'].map(kind => ({
            apiVersion: 'v1',
            kind,
            metadata: { name: 'x' },
          })),
        }),
      ],
      initialRouteEntries: [path],
    },
  );
}

const address = () => screen.getByTestId('address').textContent;

describe('SearchPage', () => {
  it('searches for what the address says and marks what matches', async () => {
    const query = jest
      .fn()
      .mockResolvedValue({ results: [found], numberOfResults: 1 });
    show(query, '/search?query=order&kind=Component');
    expect(await screen.findByText('1 result')).toBeVisible();
    expect(query).toHaveBeenCalledWith(
      expect.objectContaining({
        term: 'order',
        filters: { kind: ['Component'] },
      }),
    );
    const [item] = within(
      screen.getByText('1 result').parentElement as HTMLElement,
    ).getAllByRole('listitem');
    expect(within(item).getByRole('link', { name: 'Orders' })).toHaveAttribute(
      'href',
      found.document.location,
    );
    expect(within(item).getByText('order').tagName).toBe('MARK');
    expect(item).toHaveTextContent('Component · owned by checkout');
  });

  it('takes the focus, and puts what is typed into the address', async () => {
    const query = jest.fn().mockResolvedValue({ results: [found] });
    show(query);
    await waitFor(() => expect(screen.getByRole('searchbox')).toHaveFocus());
    await userEvent.keyboard('pay');
    await waitFor(() => expect(address()).toBe('?query=pay'));
    await waitFor(() =>
      expect(query).toHaveBeenLastCalledWith(
        expect.objectContaining({ term: 'pay' }),
      ),
    );
  });

  it('pages forth, and a new term starts at the first page', async () => {
    const query = jest.fn().mockResolvedValue({
      results: [found],
      numberOfResults: 30,
      nextPageCursor: 'second',
    });
    show(query, '/search?query=order');
    await userEvent.click(await screen.findByRole('button', { name: 'Next' }));
    await waitFor(() => expect(address()).toBe('?query=order&page=second'));
    expect(query).toHaveBeenLastCalledWith(
      expect.objectContaining({ pageCursor: 'second' }),
    );
    await userEvent.type(screen.getByRole('searchbox'), 's');
    await waitFor(() => expect(address()).toBe('?query=orders'));
  });

  it('says what to try when nothing is found', async () => {
    const query = jest
      .fn()
      .mockResolvedValue({ results: [], numberOfResults: 0 });
    show(query, '/search?query=zzz');
    expect(await screen.findByText('Nothing found')).toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear the search' }),
    );
    await waitFor(() => expect(address()).toBe(''));
  });

  it('keeps the search when the engine fails, and tries again', async () => {
    const query = jest
      .fn()
      .mockRejectedValueOnce(new Error('engine is down'))
      .mockResolvedValue({ results: [found], numberOfResults: 1 });
    show(query, '/search?query=order');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /results could not be loaded.*engine is down.*kept in the address/,
    );
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('1 result')).toBeVisible();
  });
});
