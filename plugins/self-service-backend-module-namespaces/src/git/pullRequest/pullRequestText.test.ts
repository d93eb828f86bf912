import { diffItems, ItemChange } from '@slipway/plugin-self-service-common';
import { forgeServer } from '../../__testUtils__/forgeServer';
import {
  apply,
  destroy,
  gitTarget,
  planOf,
  stepContext,
} from '../../__testUtils__/gitTarget';
import { textOf } from '../../__testUtils__/pullRequest';
import { bareRemote } from '../../__testUtils__/remoteRepository';
import { requestFacts, verdict } from '../../__testUtils__/requestFacts';
import { namespaceResource } from '../../__testUtils__/resources';
import { titleOf } from '../commitMessage';

jest.setTimeout(60_000);

const { request } = stepContext();

const larger = {
  spec: { tier: 'large' as const },
  templateVersion: '2',
};

/** From small to large, and without one object that was there. */
function changes(): ItemChange[] {
  const before = planOf(namespaceResource()).items;
  return diffItems({
    desired: planOf(namespaceResource(larger)).items,
    found: [
      ...before.map(({ key, desired }) => ({ key, actual: desired })),
      { key: 'RoleBinding/old', actual: { kind: 'RoleBinding', data: 'x' } },
    ],
    made: [
      {
        key: 'RoleBinding/old',
        type: 'RoleBinding',
        title: 'RoleBinding old',
        wave: 2,
      },
    ],
  });
}

describe('a pull request', () => {
  it('has what a reviewer decides by, from the forge to the end', async () => {
    const remote = await bareRemote();
    // A branch needs something to be merged into.
    await apply(
      await gitTarget({ repository: remote.path }),
      stepContext({
        resource: namespaceResource({ name: 'other', id: 'other' }),
      }),
    );
    const forge = await forgeServer('forge-token-that-is-secret');
    try {
      const target = await gitTarget({
        repository: remote.path,
        mode: 'branch',
        forge: forge.settings,
      });
      const context = stepContext({
        requestId: 'r-1',
        request: request && { ...request, facts: requestFacts() },
      });
      const { inventory } = await apply(target, context);
      const [{ body }] = forge.pulls;
      for (const said of [
        'Merging applies this request; closing without merging cancels it.',
        '[The request in the portal](https://portal.example/self-service/requests/r-1)',
        '| Team | `group:default/checkout` |',
        '| Environment | `dev` |',
        '| Requested by | `user:default/ana.brandt` |',
        '| Plan | `abc` |',
        '| Cost | `EUR 43.80 a month` |',
        '```text\nThe till needs a place to be tried.\n```',
        'Approved by `user:default/joel.mensah` (`lead of group:default/checkout`) at 2026-03-02T09:20:00.000Z.',
        '1 of 1 that apply hold.',
        '8 made.',
        '@@ made: Namespace checkout-dev @@\n+ apiVersion: v1\n+ kind: Namespace\n',
      ]) {
        expect(body).toContain(said);
      }
      expect(body).not.toContain('forge-token-that-is-secret');

      await remote.squash('provision/r-1');
      await destroy(target, {
        ...context,
        inventory,
        requestId: 'r-2',
        request: request && { ...request, action: 'create', takenBack: true },
      });
      expect(forge.pulls[1]).toMatchObject({
        title: 'Remove namespace checkout-dev',
        body: expect.stringMatching(
          /^The request was cancelled or rolled back; merging takes/,
        ),
      });
    } finally {
      await forge.close();
    }
  });

  it('of a change shows its fields, what is removed, and both costs', () => {
    const text = textOf({
      action: 'change-tier',
      facts: requestFacts({
        changes: changes(),
        observed: false,
        cost: { currency: 'EUR', amount: null, lines: [], unknown: ['cpu'] },
        costBefore: { currency: 'EUR', amount: '3', lines: [], unknown: [] },
        quota: [
          {
            id: 'q',
            scope: 'team',
            subject: 'group:default/checkout',
            environmentClass: null,
            metric: 'cpu',
            unit: 'core',
            limit: 10,
            used: 4,
            paused: 0,
            left: 6,
            asked: 2,
            exceeded: false,
          },
        ],
      }),
    });
    expect(text).toContain(
      '| Cost | `not known: no price for cpu; now EUR 3.00 a month` |',
    );
    expect(text).toContain(
      '- `cpu of group:default/checkout`: `2 core` asked, 4 of 10 used, 6 left',
    );
    expect(text).toContain('What is there could not be read');
    expect(text).toMatch(/1 removed, \d changed, \d left as they are\./);
    expect(text).toContain('@@ removed: RoleBinding old @@\n@@');
    expect(text).toMatch(
      /@@ changed: ResourceQuota compute @@\n- spec\.hard\.[\w.]+: "\d+[^]*?\n\+ spec\.hard\./,
    );
    expect(text).not.toContain('data');
  });

  it('says what the policies ask for, and that nobody had to agree', () => {
    const text = textOf({
      facts: requestFacts({
        approval: null,
        verdicts: [
          verdict(),
          verdict({ result: 'fail', message: 'Call it so; rename it.' }),
          verdict({ severity: 'approval', result: 'fail', message: 'Ask.' }),
          verdict({ severity: 'deny', result: 'error', message: 'No answer.' }),
          verdict({
            severity: 'deny',
            result: 'waived',
            message: 'Not so.',
            waiver: { until: '2026-04-01', owner: 'priya', reason: 'Moving.' },
          }),
        ],
      }),
    });
    expect(text).toContain('Nobody had to agree to it in the portal.');
    expect(text).toContain('1 of 5 that apply hold.');
    const title = '`Names begin with the team` (`naming`)';
    expect(text).toContain(
      [
        `- **Warning**: ${title}. \`Call it so; rename it.\``,
        `- **Needs approval**: ${title}. \`Ask.\``,
        `- **Could not be judged**: ${title}. \`No answer.\``,
        `- **Waived**: ${title}. \`Not so.\` Waived until \`2026-04-01\` by \`priya\`: \`Moving.\``,
      ].join('\n'),
    );
  });

  it('of a deletion says that it costs nothing any more', () => {
    const text = textOf(
      {
        action: 'destroy',
        facts: requestFacts({
          cost: null,
          costBefore: { currency: 'EUR', amount: '3', lines: [], unknown: [] },
        }),
      },
      null,
    );
    expect(text).toMatch(/^Merging deletes the namespace;/);
    expect(text).toContain('`nothing any more; now EUR 3.00 a month`');
    expect(textOf({ facts: requestFacts({ cost: null }) })).toContain(
      '| Cost | `not known` |',
    );
  });

  it('of a change that is taken back shows nothing of what was agreed to', () => {
    const taken = { action: 'change-tier', takenBack: true };
    const text = textOf(taken);
    expect(text).toMatch(/^The request was cancelled or rolled back; merging/);
    expect(text).not.toMatch(/### (Approval|Policies|Changes)|Cost \|/);
    const context = stepContext({
      request: request && { ...request, ...taken },
    });
    expect(titleOf(context)).toBe(
      'Take back change-tier of namespace checkout-dev',
    );
  });
});
