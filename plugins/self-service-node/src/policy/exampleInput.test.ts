import { readFile } from 'node:fs/promises';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { parseAllDocuments, parseDocument } from 'yaml';
import { policyFolders } from './__testUtils__/policyFolder';
import { exampleInput } from './exampleInput';
import { loadPolicies } from './loadPolicies';

const folder = policyFolders();

/** The YAML blocks of docs/policies.md, in their order. */
async function readExamples(): Promise<string[]> {
  const root = resolvePackagePath('@slipway/plugin-self-service-node', '../..');
  const text = await readFile(`${root}/docs/policies.md`, 'utf8');
  return [...text.matchAll(/^```yaml\n([\s\S]*?)^```/gm)].map(
    match => match[1],
  );
}

describe('docs/policies.md', () => {
  it('shows the example request as it is', async () => {
    const examples = await readExamples();
    const example = examples.find(text => text.startsWith('kind: namespace'));
    expect(parseDocument(example ?? '').toJS()).toEqual(
      JSON.parse(JSON.stringify(exampleInput())),
    );
  });

  it('shows a policy that is one, with its tests and a waiver', async () => {
    const examples = await readExamples();
    const policy = examples.find(text => text.startsWith('apiVersion')) ?? '';
    const waivers = examples.find(text => text.includes('waivers:')) ?? '';
    const now = () => new Date('2026-03-02T09:00:00.000Z');
    const example = parseDocument(policy).toJS();
    const waived = {
      ...example,
      spec: { ...example.spec, ...parseAllDocuments(waivers)[0].toJS().spec },
    };
    for (const text of [policy, JSON.stringify(waived)]) {
      const policies = await loadPolicies({ folders: [folder(text)], now });
      expect(policies.views()[0].tests).toMatchObject([
        { passed: true, detail: '' },
        { passed: true, detail: '' },
      ]);
    }
  });
});
