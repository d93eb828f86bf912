import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { CopyButton } from './CopyButton';

it('copies and says so', async () => {
  const user = userEvent.setup();
  const writeText = jest.spyOn(navigator.clipboard, 'writeText');
  render(<CopyButton text="checkout-dev" what="the name" />);
  await user.click(screen.getByRole('button', { name: 'Copy the name' }));
  expect(writeText).toHaveBeenCalledWith('checkout-dev');
  expect(screen.getByRole('status')).toHaveTextContent('Copied');
});

it('says what to do when the browser refuses', async () => {
  const user = userEvent.setup();
  jest.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error());
  render(<CopyButton text="checkout-dev" what="the name" />);
  await user.click(screen.getByRole('button', { name: 'Copy the name' }));
  expect(screen.getByRole('status')).toHaveTextContent('select the text');
});
