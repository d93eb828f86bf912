import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useEffect } from 'react';
import { useNavigate } from 'react-router-dom';
import { renderWithRouter } from '../__testUtils__/render';
import { useTableAddress } from './useTableAddress';

function Table() {
  const { sort, offset, limit, setParameter, setFromStart, limitParameter } =
    useTableAddress({ sorts: ['name', 'at'], defaultSort: '-at' });
  return (
    <>
      <p>{`${sort.value} ${offset} ${limit}`}</p>
      <button onClick={() => sort.onChange('name')}>by name</button>
      <button onClick={() => sort.onChange('-at')}>as usual</button>
      <button onClick={() => setFromStart({ team: 'a' })}>filter</button>
      <button onClick={() => setParameter({ limit: limitParameter(50) })}>
        fifty
      </button>
      <button onClick={() => setParameter({ limit: limitParameter(25) })}>
        twenty-five
      </button>
    </>
  );
}

function At(props: { search: string }) {
  const navigate = useNavigate();
  useEffect(() => navigate(props.search), [navigate, props.search]);
  return <Table />;
}

const show = (search: string) => renderWithRouter(<At search={search} />);

const press = (name: string) =>
  userEvent.click(screen.getByRole('button', { name }));

const address = () => screen.getByTestId('address').textContent;

it.each([
  ['/', '-at 0 25'],
  ['/?sort=name&offset=50&limit=50', 'name 50 50'],
  ['/?sort=-name', '-name 0 25'],
  // Not the table's: as if it were not there.
  ['/?sort=secret&offset=-1&limit=1000', '-at 0 25'],
  ['/?sort=&offset=some&limit=0', '-at 0 25'],
  ['/?offset=1.5&limit=', '-at 0 25'],
])('reads %s as %s', (search, read) => {
  show(search);
  expect(screen.getByText(read)).toBeVisible();
});

it('goes back to the first page when what is listed or its order changes', async () => {
  show('/?offset=50&cursor=abc&window=90d');
  await press('by name');
  expect(address()).toBe('/?window=90d&sort=name');
});

it('keeps the rest of the address, and leaves out what is usual', async () => {
  show('/?sort=name&offset=25&team=b');
  await press('fifty');
  expect(address()).toBe('/?sort=name&offset=25&team=b&limit=50');
  await press('filter');
  expect(address()).toBe('/?sort=name&team=a&limit=50');
  await press('twenty-five');
  await press('as usual');
  expect(address()).toBe('/?team=a');
});
