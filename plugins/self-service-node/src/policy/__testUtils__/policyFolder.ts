import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';

export const at = new Date('2026-03-02T09:00:00.000Z');

/** A good policy about requests; `spec` and `metadata` replace parts of it. */
export function policyFile(
  spec: object = {},
  metadata: object = {},
  rest: object = {},
): string {
  return stringify({
    apiVersion: 'slipway.dev/v1',
    kind: 'Policy',
    metadata: {
      name: 'example',
      title: 'An example',
      description: 'For tests.',
      owner: 'group:default/platform',
      ...metadata,
    },
    spec: {
      severity: 'deny',
      for: 'request',
      validations: [
        {
          expression: 'request.name != "bad"',
          message: 'It is bad.',
          remedy: 'Be good.',
          field: 'name',
        },
      ],
      tests: [
        { name: 'good', expect: 'pass' },
        { name: 'bad', given: { request: { name: 'bad' } }, expect: 'fail' },
      ],
      ...spec,
    },
    ...rest,
  });
}

/** Folders of policy files that are gone after each test. */
export function policyFolders(): (...texts: string[]) => string {
  const made: string[] = [];
  afterEach(() => {
    made.splice(0).forEach(path => rmSync(path, { recursive: true }));
  });
  return (...texts) => {
    const folder = mkdtempSync(join(tmpdir(), 'slipway-policies-'));
    made.push(folder);
    texts.forEach((text, index) =>
      writeFileSync(join(folder, `${index}.yaml`), text),
    );
    return folder;
  };
}
