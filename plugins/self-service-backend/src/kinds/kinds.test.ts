import { ConfigReader } from '@backstage/config';
import {
  requestFields,
  requestJsonSchema,
} from '@slipway/plugin-self-service-common';
import Ajv2020 from 'ajv/dist/2020';
import { z } from 'zod';
import { exampleKind, exampleTarget } from '../__testUtils__/exampleKind';
import { ExampleStore } from '../__testUtils__/exampleStore';
import { readSettings } from '../settings';
import { actionsOf, findAction, presentAction } from './actionsOf';
import { createKinds } from './createKinds';

const settings = readSettings(new ConfigReader({}));
const kind = exampleKind(new ExampleStore());

function register() {
  const kinds = createKinds(settings.environments);
  kinds.addKind(kind);
  kinds.addTarget(exampleTarget());
  kinds.addTarget(exampleTarget('second', ['dev']));
  return kinds;
}

describe('kinds', () => {
  it('are found by name, and targets by what they serve', () => {
    const kinds = register();
    expect(kinds.get('bucket').title).toBe('Bucket');
    expect(() => kinds.get('castle')).toThrow(
      "no kind 'castle'; known are bucket",
    );
    expect(kinds.defaultTarget('bucket', 'dev')?.name).toBe('store');
    expect(kinds.defaultTarget('bucket', 'moon')).toBeUndefined();
    expect(kinds.environments()).toContainEqual({
      name: 'dev',
      class: 'development',
      defaultTtl: 'P30D',
      maximumTtl: 'P180D',
    });
  });

  it('are refused when they would be mistaken for something else', () => {
    const kinds = register();
    expect(() => kinds.addKind(kind)).toThrow('two kinds');
    expect(() => kinds.addTarget(exampleTarget())).toThrow('two targets');
    const other = { ...kind, id: 'other' };
    expect(() => kinds.addKind({ ...other, id: 'Other Kind' })).toThrow(
      'lower-case letters',
    );
    expect(() => kinds.addKind({ ...other, templateVersions: [] })).toThrow(
      'no template version',
    );
    expect(() =>
      kinds.addKind({ ...other, schema: z.object({ team: z.string() }) }),
    ).toThrow("a field 'team'");
    const [action] = kind.actions;
    expect(() =>
      kinds.addKind({ ...other, actions: [{ ...action, id: 'destroy' }] }),
    ).toThrow("an action 'destroy'");
  });
});

describe('what a kind asks for', () => {
  const options = { adoptable: true, words: kind.fields };

  it('is one JSON Schema of the common fields and its own', () => {
    const schema = requestJsonSchema(kind.schema, options);
    expect(schema.required).toEqual(['name', 'team', 'environment']);
    const validate = new Ajv2020({ strict: false }).compile(schema);
    const inputs = { name: 'a', team: 'b', environment: 'dev' };
    expect(validate({ ...inputs, size: 'large', adoption: 'always' })).toBe(
      true,
    );
    expect(validate({ ...inputs, size: 'huge' })).toBe(false);
    expect(validate({ ...inputs, more: 1 })).toBe(false);
    expect(
      requestJsonSchema(kind.schema, { adoptable: false }).properties,
    ).not.toHaveProperty('adoption');
  });

  it('is a form in the order a person thinks in, with words and defaults', () => {
    const fields = requestFields(kind.schema, options);
    expect(fields.map(({ name }) => name)).toEqual([
      'name',
      'team',
      'environment',
      'target',
      'size',
      'public',
      'keepDays',
      'costCenter',
      'system',
      'component',
      'ttl',
      'adoption',
    ]);
    const byName = Object.fromEntries(fields.map(field => [field.name, field]));
    expect(byName.size).toEqual({
      name: 'size',
      label: 'Size',
      help: 'How much fits in.',
      control: 'choice',
      required: false,
      default: 'small',
      choices: [
        { value: 'small', label: 'Small' },
        { value: 'medium', label: 'Medium' },
        { value: 'large', label: 'Large' },
      ],
    });
    expect(byName.public).toMatchObject({ control: 'switch', default: false });
    expect(byName.keepDays).toMatchObject({
      control: 'number',
      label: 'Keep for (days)',
    });
    expect(byName.team).toMatchObject({ control: 'team', required: true });
  });

  it('includes what every resource can be asked to do', () => {
    expect(actionsOf(kind).map(({ id }) => id)).toEqual([
      'change-size',
      'access-key',
      'extend',
      'pin',
      'unpin',
      'protect',
      'unprotect',
      'pause',
      'wake',
      'transfer',
      'upgrade',
      'clone',
      'destroy',
      'undo-destroy',
    ]);
    expect(
      actionsOf({ ...kind, pausable: false }).map(({ id }) => id),
    ).not.toContain('wake');
    expect(() => findAction(kind, 'grow')).toThrow('change-size, access-key');
    expect(presentAction(findAction(kind, 'destroy'))).toMatchObject({
      dangerous: true,
      type: 'destroy',
      inputSchema: { required: ['confirmName'] },
      fields: [{ name: 'confirmName' }, { name: 'acceptDependants' }],
    });
  });
});
