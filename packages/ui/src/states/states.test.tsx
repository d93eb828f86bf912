import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { EmptyState } from './EmptyState';
import { ErrorState } from './ErrorState';
import { LoadingState } from './LoadingState';
import { NoPermissionState } from './NoPermissionState';

describe('LoadingState', () => {
  it('tells screen readers what is loading and holds the place of rows', () => {
    render(<LoadingState label="Loading deployments" rows={4} />);
    const status = screen.getByRole('status');
    expect(status).toHaveTextContent('Loading deployments');
    expect(status.querySelectorAll('[aria-hidden]')).toHaveLength(4);
  });
});

describe('EmptyState', () => {
  it('says what is missing, how to get it, and offers the step', () => {
    render(
      <EmptyState
        title="No deployments"
        description="Connect a source."
        action={<a href="/docs">How to connect</a>}
        headingLevel={3}
      />,
    );
    expect(
      screen.getByRole('region', { name: 'No deployments' }),
    ).toHaveTextContent('Connect a source.');
    expect(
      screen.getByRole('heading', { level: 3, name: 'No deployments' }),
    ).toBeVisible();
    expect(screen.getByRole('link')).toHaveAttribute('href', '/docs');
  });
});

describe('ErrorState', () => {
  it('is announced, says what was kept, and retries', async () => {
    const onRetry = jest.fn();
    render(
      <ErrorState
        title="Deployments could not be loaded"
        error={new Error('connection refused')}
        kept="Your filters are kept."
        onRetry={onRetry}
      />,
    );
    const alert = screen.getByRole('alert');
    expect(alert).toHaveTextContent('connection refused');
    expect(alert).toHaveTextContent('Your filters are kept.');
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(onRetry).toHaveBeenCalledTimes(1);
  });

  it("shows the backend's own words rather than the status line", () => {
    const error = Object.assign(new Error('Request failed with 400'), {
      body: { error: { name: 'InputError', message: 'from must be a date' } },
    });
    render(<ErrorState title="Not loaded" error={error} />);
    expect(screen.getByRole('alert')).toHaveTextContent('from must be a date');
    expect(screen.queryByText(/Request failed/)).not.toBeInTheDocument();
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });
});

describe('NoPermissionState', () => {
  it('says what is withheld and who can grant it', () => {
    render(
      <NoPermissionState
        what="delivery metrics"
        whoCanGrant="the platform team"
      />,
    );
    expect(
      screen.getByRole('heading', { name: 'You may not see delivery metrics' }),
    ).toBeVisible();
    expect(
      screen.getByText('Access is granted by the platform team.'),
    ).toBeVisible();
  });
});
