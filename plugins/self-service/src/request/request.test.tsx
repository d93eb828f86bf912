import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axeViolations } from '../__testUtils__/axe';
import { at, plan, verdict } from '../__testUtils__/builders';
import { FakeSelfServiceApi } from '../__testUtils__/FakeSelfServiceApi';
import { renderSelfService } from '../__testUtils__/renderSelfService';

afterEach(() => jest.restoreAllMocks());

beforeEach(() => sessionStorage.clear());

const show = (id: string, api = new FakeSelfServiceApi()) =>
  renderSelfService(`/self-service/requests/${id}`, { api });

const stored = (api: FakeSelfServiceApi, id: string) =>
  api.data.requests.find(request => request.id === id) ?? {};

const panel = (name: string) => screen.findByRole('region', { name });

describe('one that runs', () => {
  it('tells each step with its attempts, and follows it by signals', async () => {
    const { api, signals, container } = show('running');
    const steps = await panel('Steps');
    expect(steps).toHaveTextContent('Step 2 of 5: Apply quota and limits');
    const [first, second, third] = within(
      within(steps).getByRole('list', { name: 'Steps' }),
    ).getAllByRole('listitem', { name: '' });
    expect(first).toHaveTextContent('Done: Apply the namespace');
    expect(second ?? third).toBeDefined();
    expect(steps).toHaveTextContent(
      'Attempt 2. The cluster answered 429; waiting as it asked for.',
    );
    expect(steps).toHaveTextContent('Next attempt in 6 s');
    expect(steps).toHaveTextContent('Not started: Bind roles');
    expect(await axeViolations(container)).toEqual([]);

    Object.assign(stored(api, 'running'), { state: 'done' });
    act(() => signals.send({ resourceId: 'another' }));
    act(() => signals.send({ resourceId: 'promo', requestId: 'running' }));
    await waitFor(async () =>
      expect(await panel('Request')).toHaveTextContent('Done'),
    );
  });

  it('is cancelled once one has been told what follows', async () => {
    const { api } = show('running');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Cancel request' }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent('what was made so far is taken back');
    expect(api.asked('moveRequest')).toBeUndefined();
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Cancel request' }),
    );
    await waitFor(async () =>
      expect(await panel('Request')).toHaveTextContent('Cancelled'),
    );
    expect(api.asked('moveRequest')).toEqual({ id: 'running', move: 'cancel' });
  });
});

describe('one that waits for a decision', () => {
  it('is approved as the plan that was seen', async () => {
    const { api, container } = show('to-decide');
    const decision = await panel('Your decision');
    expect(decision).toHaveTextContent('exactly this plan');
    expect(decision).toHaveTextContent('9f2c1ab04d7e');
    expect(await axeViolations(container)).toEqual([]);
    await userEvent.click(
      within(decision).getByRole('button', { name: 'Approve this plan' }),
    );
    await waitFor(() =>
      expect(api.asked('moveRequest')).toEqual({
        id: 'to-decide',
        move: 'approve',
        planHash: plan().hash,
        reason: undefined,
      }),
    );
    await waitFor(() => expect(decision).not.toBeInTheDocument());
  });

  it('is refused with a reason only', async () => {
    const { api } = show('to-decide');
    const decision = await panel('Your decision');
    const refuse = within(decision).getByRole('button', { name: 'Refuse' });
    await userEvent.click(refuse);
    const reason = within(decision).getByRole('textbox', { name: 'Reason' });
    expect(reason).toHaveAccessibleDescription(/Say why you refuse/);
    expect(api.asked('moveRequest')).toBeUndefined();
    await userEvent.type(reason, 'Use staging first');
    await userEvent.click(refuse);
    await waitFor(() =>
      expect(api.asked('moveRequest')).toMatchObject({
        move: 'refuse',
        reason: 'Use staging first',
        planHash: plan().hash,
      }),
    );
    await waitFor(async () =>
      expect(await panel('Request')).toHaveTextContent('Refused'),
    );
  });

  it('keeps the reason through a reload, until it is decided', async () => {
    const reason = async () =>
      within(await panel('Your decision')).getByRole('textbox', {
        name: 'Reason',
      });
    const { unmount } = show('to-decide');
    await userEvent.type(await reason(), 'Use staging first');
    unmount();
    const { unmount: leave } = show('to-decide');
    expect(await reason()).toHaveValue('Use staging first');
    await userEvent.click(screen.getByRole('button', { name: 'Refuse' }));
    await waitFor(async () =>
      expect(await panel('Request')).toHaveTextContent('Refused'),
    );
    leave();
    show('to-decide');
    expect(await reason()).toHaveValue('');
  });

  it('is not decided on a plan that changed meanwhile', async () => {
    const { api, signals } = show('to-decide');
    const decision = await panel('Your decision');
    const approve = () =>
      within(decision).getByRole('button', { name: 'Approve this plan' });
    Object.assign(stored(api, 'to-decide'), {
      plan: plan({ hash: 'another plan' }),
    });
    act(() => signals.send({ resourceId: 'ledger' }));
    expect(await within(decision).findByRole('alert')).toHaveTextContent(
      'The plan has changed',
    );
    expect(approve()).toBeDisabled();
    await userEvent.click(
      within(decision).getByRole('button', { name: /I have looked at/ }),
    );
    await userEvent.click(approve());
    await waitFor(() =>
      expect(api.asked('moveRequest')).toMatchObject({
        planHash: 'another plan',
      }),
    );
  });

  it('says why one may not decide, and who can', async () => {
    show('own-waiting');
    expect(await panel('Waits for a decision')).toHaveTextContent(
      'You may not decide: You asked for it',
    );
    const approval = await panel('Approval');
    expect(
      await within(approval).findByRole('link', { name: 'joel.mensah' }),
    ).toBeVisible();
  });
});

describe('one that failed', () => {
  it('says step, cause and remedy, and goes on', async () => {
    const { api, container } = show('failed');
    const failure = await panel('It stopped');
    expect(failure).toHaveTextContent('Apply quota and limits');
    expect(failure).toHaveTextContent('denied 8 cores');
    expect(failure).toHaveTextContent('roll back to small');
    expect(await panel('Cost')).toHaveTextContent('+€113.88 on €37.96 now');
    const diff = screen.getByRole('group', { name: 'ResourceQuota compute' });
    expect(diff).toHaveTextContent('removed: limits.cpu: "2"');
    expect(await axeViolations(container)).toEqual([]);
    await userEvent.click(
      within(failure).getByRole('button', { name: /Try again/ }),
    );
    await waitFor(() =>
      expect(api.asked('moveRequest')).toEqual({ id: 'failed', move: 'retry' }),
    );
  });
});

it('lists what fails first, and who decided on which plan', async () => {
  const api = new FakeSelfServiceApi();
  Object.assign(stored(api, 'done'), {
    verdicts: [
      verdict({ policy: 'a', title: 'Passes' }),
      verdict({
        policy: 'b',
        title: 'Warned',
        severity: 'warn',
        result: 'fail',
        message: 'Mind this.',
      }),
      verdict({
        policy: 'c',
        title: 'Waived',
        result: 'waived',
        waiver: {
          until: '2026-06-01',
          owner: 'group:default/platform',
          reason: 'migration',
        },
      }),
    ],
    decisions: [
      {
        id: 'd1',
        decision: 'approved',
        by: 'user:default/joel.mensah',
        as: 'lead of group:default/checkout',
        approvers: ['user:default/joel.mensah'],
        planHash: plan().hash,
        reason: 'Agreed in the review',
        at: at(-100),
      },
    ],
  });
  show('done', api);
  const policies = await panel('Policies');
  const titles = within(policies)
    .getAllByRole('listitem')
    .map(item => item.textContent);
  expect(titles[0]).toContain('WarningWarnedMind this.');
  expect(titles[1]).toMatch(/Waived until .*Jun.* by platform: migration/);
  expect(titles).toHaveLength(2);
  const decisions = await panel('Decisions');
  await within(decisions).findAllByRole('link', { name: 'joel.mensah' });
  expect(decisions).toHaveTextContent(
    'Approved by joel.mensah as lead of group:default/checkout',
  );
  expect(decisions).toHaveTextContent('On plan 9f2c1ab04d7e');
});
