import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderWithRouter } from '../__testUtils__/render';
import { CsvButton } from './CsvButton';

describe('CsvButton', () => {
  it('saves what it fetched under the given name', async () => {
    const blob = new Blob(['service\ncart\n']);
    URL.createObjectURL = jest.fn(() => 'blob:csv');
    URL.revokeObjectURL = jest.fn();
    const saved: string[] = [];
    jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(function click(this: HTMLAnchorElement) {
        saved.push(`${this.download} from ${this.href}`);
      });
    renderWithRouter(
      <CsvButton
        what="deployments"
        fileName="cart-deployments.csv"
        download={async () => blob}
      />,
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Download deployments as CSV' }),
    );
    expect(saved).toEqual(['cart-deployments.csv from blob:csv']);
    expect(URL.createObjectURL).toHaveBeenCalledWith(blob);
    expect(URL.revokeObjectURL).toHaveBeenCalledWith('blob:csv');
  });

  it('says what failed', async () => {
    renderWithRouter(
      <CsvButton
        what="deployments"
        fileName="x.csv"
        download={() => Promise.reject(new Error('connection refused'))}
      />,
    );
    await userEvent.click(screen.getByRole('button'));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The deployments could not be downloaded: connection refused',
    );
  });
});
