import { GitRepository, testGitRepository } from '@slipway/testing';
import { at, importing, lines } from '../__testUtils__/importing';

const run = importing();

const layout = {
  path: 'apps/{environment}/{service}.yaml',
  key: 'image_tag',
} as const;

function gitops(repository: GitRepository, more: object = {}) {
  return { gitops: [{ repository: repository.path, ...layout, ...more }] };
}

const tag = (version: string) => `image_tag: ${version}\n`;

describe('reading versions from files', () => {
  it('keeps the source text of a version', async () => {
    const repository = await testGitRepository();
    const versions = ['123', '1.10', '0123', '1e5', "'2.0'", 'yes'];
    for (const [index, version] of versions.entries()) {
      await repository.commit({
        at: at(index + 1),
        files: {
          'apps/production/till.yaml': `${tag(`${version} # why`)}`,
          'apps/production/json.yaml': `{"image_tag": ${
            version === 'yes' || version === "'2.0'" ? '"x"' : version
          }}`,
        },
      });
    }
    for (const nothing of ['', '~', 'null', '""']) {
      await repository.commit({
        at: at(20),
        files: { 'apps/production/till.yaml': tag(nothing) },
      });
    }

    const { sink, summary } = await run(gitops(repository));

    const of = (service: string) =>
      lines(sink)
        .filter(line => line.startsWith(`${service}@`))
        .map(line => line.split(' ')[1]);
    expect(of('till')).toEqual(['123', '1.10', '0123', '1e5', '2.0', 'yes']);
    expect(of('json')).toEqual(['123', '1.10', '0123', '1e5', 'x']);
    expect(summary.issues.count).toBe(0);
  });

  it('reads past a broken file, reports it once and compares with what was before it', async () => {
    const repository = await testGitRepository();
    const steps = [
      tag('v1'),
      'image_tag: [v2',
      'image_tag: {{ .Values.tag }}',
      tag('v1'),
      tag('v2'),
      'image_tag: *nothing',
      tag('v3'),
      'image_tag: [a, list]\n',
      `image_tag: "a\\nb"\n`,
      tag('v'.repeat(501)),
      tag('v3'),
    ];
    const shas: string[] = [];
    for (const [index, text] of steps.entries()) {
      shas.push(
        await repository.commit({
          at: at(index + 1),
          files: {
            'apps/production/till.yaml': text,
            'apps/production/oar.yaml': tag(`o${index}`),
          },
        }),
      );
    }

    const { sink, summary } = await run(gitops(repository));

    expect(lines(sink).filter(line => line.startsWith('till'))).toEqual([
      'till@production v1',
      'till@production v2',
      'till@production v3',
    ]);
    expect(lines(sink).filter(line => line.startsWith('oar'))).toHaveLength(
      steps.length,
    );
    expect(summary.issues.count).toBe(6);
    expect(summary.issues.examples[0].where).toContain(shas[1].slice(0, 12));
    expect(summary.issues.examples[0].where).toContain('till.yaml');
    expect(summary.issues.examples.map(issue => issue.message)).toEqual([
      expect.stringContaining('Skipped: it is not valid YAML or JSON'),
      expect.stringContaining('Skipped: the key holds a list or a map'),
      expect.stringContaining('alias'),
      expect.stringContaining('a list or a map'),
      expect.stringContaining('a line break'),
      expect.stringContaining('longer than 500'),
    ]);
  });

  it('reads many services from one file, by key and by list item', async () => {
    const repository = await testGitRepository();
    const file = (till: string, oar: string) =>
      [
        'defaults: &defaults',
        `  tag: ${oar}`,
        'services:',
        `  till: { tag: ${till} }`,
        '  oar:',
        '    <<: *defaults',
        'images:',
        `  - { name: sail, newTag: ${till} }`,
        `  - { name: anchor, newTag: ${oar} }`,
        '  - plain',
      ].join('\n');
    await repository.commit({
      at: at(1),
      files: { 'env/live.yaml': file('v1', 'v5') },
    });
    await repository.commit({
      at: at(2),
      files: { 'env/live.yaml': file('v2', 'v5') },
    });
    const of = (key: string) => ({
      gitops: [
        { repository: repository.path, path: 'env/{environment}.yaml', key },
      ],
    });

    const byKey = await run(of('services.{service}.tag'));
    expect(lines(byKey.sink)).toEqual([
      'till@live v1',
      'oar@live v5',
      'till@live v2',
    ]);

    const byItem = await run(of('images[name={service}].newTag'));
    expect(lines(byItem.sink)).toEqual([
      'sail@live v1',
      'anchor@live v5',
      'sail@live v2',
    ]);
  });
});
