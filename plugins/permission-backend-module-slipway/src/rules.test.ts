import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { rulesByPermission } from './rules';
import type { Rule } from './rules';

/** What docs/access.md says for developer, lead and platform engineer. */
const cells: Record<Rule, string> = {
  everyone: 'yes | yes | yes',
  owners: 'own | own and led | yes',
  starter: 'own | own | yes',
  'leads-own': 'no | led | yes',
  leads: 'no | yes | yes',
  platform: 'no | no | yes',
};

/** Where the catalog module's guard narrows what the policy can only allow. */
const guarded = new Map([['catalog.location.delete', cells['leads-own']]]);

describe('docs/access.md', () => {
  it('shows what the policy decides', () => {
    const page = readFileSync(
      resolve(__dirname, '../../../docs/access.md'),
      'utf8',
    );
    const shown = [...page.matchAll(/^\| `([a-z.-]+)` +\| (.*) \|$/gm)].map(
      ([, name, row]) => [
        name,
        row
          .split('|')
          .map(cell => cell.trim())
          .join(' | '),
      ],
    );

    expect(Object.fromEntries(shown)).toEqual(
      Object.fromEntries(
        [...rulesByPermission].map(([name, rule]) => [
          name,
          guarded.get(name) ?? cells[rule],
        ]),
      ),
    );
  });
});
