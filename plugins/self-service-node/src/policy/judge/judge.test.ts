import { JsonObject, Verdict } from '@slipway/plugin-self-service-common';
import fc from 'fast-check';
import { at, policyFile, policyFolders } from '../__testUtils__/policyFolder';
import { exampleInput, testInput } from '../exampleInput';
import { loadPolicies } from '../loadPolicies';
import { PolicyInput } from '../PolicyInput';

// A busy machine may take its time.
jest.setTimeout(120_000);

const folder = policyFolders();

function load(text: string, params: JsonObject = {}) {
  return loadPolicies({
    folders: [folder(text)],
    params: { example: params },
    now: () => at,
  });
}

const rule = (expression: string, more: object = {}) => ({
  validations: [
    { expression, message: 'It is bad.', remedy: 'Be good.', ...more },
  ],
});

async function judge(
  spec: object,
  given: JsonObject = {},
  params: JsonObject = {},
): Promise<Verdict[]> {
  const policies = await load(policyFile(spec), params);
  return policies.judge(testInput(given, 'Namespace'));
}

describe('judge', () => {
  it('says what passes and what fails, with the field and the remedy', async () => {
    const bad = { request: { name: 'bad' } };
    expect(await judge({})).toMatchObject([{ result: 'pass', message: '' }]);
    expect(await judge({}, bad)).toEqual([
      {
        policy: 'example',
        title: 'An example',
        severity: 'deny',
        result: 'fail',
        message: 'It is bad. Be good.',
        field: 'name',
        item: null,
        owner: 'group:default/platform',
        waiver: null,
      },
    ]);
    const two = {
      validations: [...rule('false').validations, ...rule('1 > 2').validations],
    };
    expect(await judge(two)).toHaveLength(2);
  });

  it('names who may approve', async () => {
    const spec = {
      severity: 'approval',
      approvers: { leads: false, groups: ['group:default/security'] },
    };
    expect(await judge(spec, { request: { name: 'bad' } })).toMatchObject([
      {
        severity: 'approval',
        approvers: { groups: ['group:default/security'] },
      },
    ]);
  });

  it.each<[object, JsonObject, number]>([
    [{ kinds: ['namespace'] }, {}, 1],
    [{ kinds: ['database'] }, {}, 0],
    [{}, { action: 'destroy' }, 0],
    [{ actions: ['destroy'] }, { action: 'destroy' }, 1],
    [{ actions: ['*', '!pause'] }, { action: 'pause' }, 0],
    [{}, { action: 'extend', atOnce: true }, 0],
    [{ actions: ['*'] }, { action: 'extend', atOnce: true }, 0],
    [{ actions: ['*', 'extend'] }, { action: 'extend', atOnce: true }, 1],
    [{ environmentClasses: ['production'] }, {}, 0],
    [{ teams: ['group:default/checkout'] }, {}, 1],
    [{ teams: ['group:default/till'] }, {}, 0],
  ])('goes by match %j', async (match, given, verdicts) => {
    expect(await judge({ match }, given)).toHaveLength(verdicts);
  });

  it('judges each item of a type, as an API server would be asked', async () => {
    const quota = (name: string, cpu: string) => ({
      key: `ResourceQuota/${name}`,
      type: 'ResourceQuota',
      desired: {
        apiVersion: 'v1',
        kind: 'ResourceQuota',
        metadata: { name, namespace: 'checkout-dev' },
        spec: { hard: { 'limits.cpu': cpu } },
      },
    });
    const spec = {
      for: { item: 'ResourceQuota' },
      params: { most: '4' },
      ...rule(
        [
          'quantity(object.spec.hard["limits.cpu"]).compareTo(quantity(params.most)) <= 0',
          'request.operation == "CREATE" && request.kind.kind == "ResourceQuota"',
          'request.namespace == "checkout-dev" && oldObject == null',
          'namespaceObject.metadata.labels.team == "checkout"',
        ].join(' && '),
      ),
    };
    const items = [
      ...exampleInput().items,
      quota('small', '2500m'),
      quota('large', '4001m'),
    ];
    expect(await judge(spec, { items })).toMatchObject([
      { result: 'fail', item: 'ResourceQuota/large' },
    ]);
    expect(await judge(spec, { items }, { most: '5' })).toMatchObject([
      { result: 'pass', item: null },
    ]);
  });

  it.each([
    ['fail', 'deny', 'deny'],
    ['ignore', 'deny', 'warn'],
    ['fail', 'approval', 'approval'],
  ])(
    'takes an error by failurePolicy %s of %s as %s',
    async (failurePolicy, severity, expected) => {
      const spec = { severity, failurePolicy, ...rule('request.nothing == 1') };
      expect(await judge(spec)).toMatchObject([
        {
          result: 'error',
          severity: expected,
          message: expect.stringContaining('No such key: nothing.'),
        },
      ]);
    },
  );

  it('evaluates variables once, and their errors where they are read', async () => {
    const variables = [
      { name: 'bad', expression: 'request.nothing' },
      { name: 'worse', expression: 'variables.bad + 1' },
      { name: 'good', expression: 'request.name' },
    ];
    const good = rule('variables.good == "checkout-dev"');
    expect(await judge({ variables, ...good })).toMatchObject([
      { result: 'pass' },
    ]);
    expect(
      await judge({ variables, ...rule('variables.worse == 1') }),
    ).toMatchObject([
      {
        result: 'error',
        message: expect.stringContaining('No such key: nothing.'),
      },
    ]);
  });

  it('falls back on the plain message, and writes one line of it', async () => {
    const spec = (messageExpression: string) =>
      rule('false', { message: 'Plain.', messageExpression });
    const said = async (text: string, given: JsonObject = {}) =>
      (await judge(spec(text), given))[0].message;
    expect(await said('request.nothing')).toBe('Plain. Be good.');
    expect(await said('""')).toBe('Plain. Be good.');
    const name = 'a\u202eb\n\u0007c'.concat('d'.repeat(2000));
    const message = await said('"Not " + request.name', { request: { name } });
    expect(message).toMatch(/^Not a b cd+…$/);
    expect(message).toHaveLength(1000);
  });

  describe('waivers', () => {
    const waivers = [
      {
        match: {
          team: 'group:default/checkout',
          environmentClass: 'development',
        },
        until: '2026-03-31',
        owner: 'user:default/priya.raman',
        reason: 'It is moved in spring.',
      },
    ];
    const bad = { request: { name: 'bad' } };

    it.each<[string, JsonObject, Verdict['result']]>([
      ['fits', {}, 'waived'],
      ['is on its last day', { now: '2026-03-31T23:59:59.999Z' }, 'waived'],
      ['has ended', { now: '2026-04-01T00:00:00.000Z' }, 'fail'],
      ['is of another team', { team: { ref: 'group:default/till' } }, 'fail'],
      ['is for another class', { environment: { class: 'staging' } }, 'fail'],
    ])('count when one %s', async (_, given, result) => {
      const [verdict] = await judge({ waivers }, { ...bad, ...given });
      expect(verdict).toMatchObject({ result, message: 'It is bad. Be good.' });
      const { match: _match, ...shown } = waivers[0];
      expect(verdict.waiver).toEqual(result === 'waived' ? shown : null);
    });
  });

  it('ends and does not throw, whatever it is given', async () => {
    const shared = `[${Array(30).fill(1)}]`.replace(
      /^(.*)$/,
      '$1.map(a, $1.map(b, $1.map(c, $1.map(d, request))))',
    );
    const policies = await loadPolicies({
      folders: [
        folder(
          policyFile({ ...rule(`${shared} == ${shared}`) }, { name: 'slow' }),
          policyFile(
            { ...rule('items.all(i, i.desired.a.b.c > 1)') },
            { name: 'deep' },
          ),
          policyFile(
            { ...rule('request.name.matches("^(a+)+$")') },
            { name: 'pattern' },
          ),
          policyFile(
            {
              for: { item: 'Namespace' },
              ...rule('object.metadata.name.size() < 9'),
            },
            { name: 'object' },
          ),
        ),
      ],
      now: () => at,
    });
    const anything = fc.dictionary(fc.string(), fc.jsonValue());
    const input = fc.record({
      request: fc.oneof(
        anything,
        fc.constant({ name: `${'a'.repeat(9000)}!` }),
      ),
      items: fc.array(
        fc.record({
          key: fc.string(),
          type: fc.constant('Namespace'),
          desired: fc.jsonValue(),
        }),
        { maxLength: 4 },
      ),
      team: anything,
      cost: anything,
    });
    await fc.assert(
      fc.asyncProperty(input, async given => {
        const verdicts = await policies.judge({
          ...exampleInput(),
          ...given,
        } as PolicyInput);
        const judged = new Set(verdicts.map(({ policy }) => policy));
        expect([...judged].sort()).toEqual([
          'deep',
          'object',
          'pattern',
          'slow',
        ]);
        expect(verdicts.find(({ policy }) => policy === 'slow')?.result).toBe(
          'error',
        );
      }),
      { numRuns: 15 },
    );
  });

  it('stops a policy that is slow in many small parts', async () => {
    let time = 0;
    const clock = jest
      .spyOn(performance, 'now')
      .mockImplementation(() => (time += 200));
    const { validations } = rule('true');
    const verdicts = await judge({
      validations: Array(20).fill(validations[0]),
    });
    clock.mockRestore();
    expect(verdicts).toMatchObject([
      { result: 'error', message: expect.stringContaining('than 2000 ms') },
    ]);
  });

  it('says that there is too much to look at', async () => {
    const given = { request: { name: 'x', labels: Array(60_000).fill(1) } };
    expect(await judge({}, given as JsonObject)).toMatchObject([
      {
        result: 'error',
        message: expect.stringContaining('too much to look at'),
      },
    ]);
  });
});
