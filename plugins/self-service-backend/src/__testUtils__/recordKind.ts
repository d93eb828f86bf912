import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  DesiredResource,
  InventoryEntry,
  Kind,
  selfServiceExtensionPoint,
  Step,
  Target,
} from '@slipway/plugin-self-service-node';
import { z } from 'zod';

const schema = z.strictObject({
  address: z.ipv4('must be an IPv4 address such as 192.0.2.10'),
  lifetime: z.number().int().min(60).max(86_400).default(300),
});

type RecordSpec = z.output<typeof schema>;

/** A name in a DNS zone: one file for each record, in a folder. */
export function recordKind(folder: string): Kind<RecordSpec> {
  const key = 'Record/a';
  const fileOf = (name: string) => join(folder, `${name}.json`);
  const read = async (name: string) => {
    const text = await readFile(fileOf(name), 'utf8').catch(() => undefined);
    return text === undefined ? null : JSON.parse(text);
  };
  const contentOf = ({ id, name, spec }: DesiredResource<RecordSpec>) => ({
    name,
    owner: id,
    address: spec.address,
    lifetime: spec.lifetime,
  });
  const entryOf = ({ name }: { name: string }): InventoryEntry => ({
    key,
    type: 'Record',
    reference: `A ${name}`,
    wave: 0,
    identity: { name },
  });
  const write = async (resource: DesiredResource<RecordSpec>) => {
    await mkdir(folder, { recursive: true });
    await writeFile(fileOf(resource.name), JSON.stringify(contentOf(resource)));
    return entryOf(resource);
  };
  const isWritten = async (resource: DesiredResource<RecordSpec>) =>
    JSON.stringify(await read(resource.name)) ===
    JSON.stringify(contentOf(resource));

  const writing: Step<RecordSpec> = {
    key: 'write',
    title: 'Write the record',
    repeatable: true,
    check: async ({ resource }) =>
      (await isWritten(resource))
        ? { done: true, inventory: [entryOf(resource)] }
        : { done: false, waitingFor: 'The record is not written' },
    do: async ({ resource }) => ({
      done: true,
      inventory: [await write(resource)],
    }),
    undo: async ({ resource }) => {
      await rm(fileOf(resource.name), { force: true });
      return { done: true, removed: [key] };
    },
  };
  const removing: Step<RecordSpec> = {
    key: 'remove',
    title: 'Remove the record',
    repeatable: true,
    check: async ({ resource }) =>
      (await read(resource.name)) === null
        ? { done: true, removed: [key] }
        : { done: false, waitingFor: 'The record is still there' },
    do: async ({ resource }) => {
      await rm(fileOf(resource.name), { force: true });
      return { done: true, removed: [key] };
    },
  };

  return {
    id: 'dns-record',
    title: 'DNS record',
    description: 'A name that leads to an address.',
    schema,
    fields: {
      address: { label: 'Address', placeholder: '192.0.2.10' },
      lifetime: { label: 'Lifetime', help: 'Seconds that others may keep it.' },
    },
    templateVersions: [{ version: '1', summary: 'A records.' }],
    checkName: name =>
      /^[a-z][a-z0-9-]{0,62}$/.test(name)
        ? undefined
        : 'must be at most 63 lower-case letters, digits and dashes, and begin with a letter',
    plan: resource => ({
      templateVersion: '1',
      items: [
        {
          key,
          type: 'Record',
          title: `A ${resource.name}`,
          wave: 0,
          desired: contentOf(resource),
        },
      ],
      usage: [{ metric: 'dns-records', unit: 'record', quantity: 1 }],
      demands: [],
      notes: [],
    }),
    facts: ({ spec }) => [{ label: 'Address', value: spec.address }],
    steps: () => [writing],
    destroy: () => [removing],
    observe: async ({ resource }) => {
      const actual = await read(resource.name);
      return {
        known: true,
        items: [
          { key, actual, ours: actual?.owner === resource.id, managers: {} },
        ],
        conditions: [],
      };
    },
    drift: {
      default: 'enforce',
      rules: [{ type: 'Record', path: 'lifetime', mode: 'report' }],
      restore: ({ resource }) => write(resource),
    },
    pausable: false,
    adoptable: false,
    actions: [
      {
        id: 'change-address',
        type: 'change',
        title: 'Change address',
        description: 'Has the name lead somewhere else.',
        states: ['ready', 'drifted'],
        schema: schema.pick({ address: true }),
        change: ({ spec }, input) => ({
          spec: schema.parse({ ...spec, ...input }),
        }),
      },
    ],
  };
}

/** Where the records of a folder are made. */
export function zoneTarget(): Target {
  return {
    name: 'zone',
    title: 'Zone files',
    type: 'git',
    kinds: ['dns-record'],
    environments: ['production', 'staging', 'dev'],
    checkHealth: async () => ({
      health: 'reachable',
      message: 'The folder can be written to.',
      version: null,
      lastEventAt: null,
    }),
  };
}

export default createBackendModule({
  pluginId: 'self-service',
  moduleId: 'dns-records',
  register(env) {
    env.registerInit({
      deps: { selfService: selfServiceExtensionPoint },
      async init({ selfService }) {
        selfService.addKind(recordKind('/var/lib/zone'));
        selfService.addTarget(zoneTarget());
      },
    });
  },
});
