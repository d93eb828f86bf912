import { Flavour } from '../company/component';
import { RandomStream } from '../company/random';

type Words = readonly [string, ...string[]];

const things: Record<Flavour, Words> = {
  service: [
    'delivery slots',
    'stock reservations',
    'price rules',
    'customs codes',
    'refunds',
    'address checks',
    'berth deliveries',
    'gift vouchers',
    'order lines',
    'supplier quotes',
    'tax rates',
    'harbour zones',
  ],
  website: [
    'the basket summary',
    'product photos',
    'the rope length picker',
    'the chart plotter page',
    'the search box',
    'the size guide',
    'the order history',
    'the delivery map',
    'the cookie notice',
    'the anchor finder',
  ],
  library: [
    'money rounding',
    'retry rules',
    'trace headers',
    'date parsing',
    'feature switches',
    'error codes',
    'form fields',
    'health checks',
  ],
  pipeline: [
    'order events',
    'stock snapshots',
    'supplier files',
    'currency rates',
    'late rows',
    'duplicate keys',
    'the nightly partition',
    'the returns table',
  ],
  model: [
    'season features',
    'the demand forecast',
    'training windows',
    'the ranking model',
    'missing prices',
    'the evaluation set',
    'the drift alarm',
  ],
};

const edits: Words = [
  'Add a limit to {thing}',
  'Cache {thing} for a minute',
  'Check {thing} before they are saved',
  'Count {thing} by reason',
  'Cover {thing} by tests',
  'Explain errors about {thing}',
  'Handle a time-out while reading {thing}',
  'Keep {thing} when the session ends',
  'Let support correct {thing}',
  'Load {thing} page by page',
  'Log why {thing} were refused',
  'Make {thing} work without scripts',
  'Move {thing} to a module of their own',
  'Read {thing} from the replica',
  'Remove the old path for {thing}',
  'Show {thing} in the local currency',
  'Sort {thing} by the nearest harbour',
  'Speed up {thing} by an index',
  'Translate {thing}',
  'Version {thing} in the interface',
];

const followUps: Words = [
  'Add a test for the empty case',
  'Address review comments',
  'Correct the spelling',
  'Extract a helper',
  'Fix the type of an optional field',
  'Name the unit in the field',
  'Remove a left-over log line',
  'Simplify the condition',
  'Update the interface description',
  'Write down why',
];

const dependencies: Words = [
  'express',
  'fastify',
  'knex',
  'luxon',
  'pg',
  'pino',
  'react',
  'typescript',
  'undici',
  'zod',
];

/** The first commit's subject of a pull request, for example "Cache delivery slots for a minute". */
export function changeSubject(stream: RandomStream, flavour: Flavour): string {
  return stream.pick(edits).replace('{thing}', stream.pick(things[flavour]));
}

/** The subject of a further commit on the same branch. */
export function followUpSubject(stream: RandomStream): string {
  return stream.pick(followUps);
}

/** What the dependency bot writes. */
export function bumpSubject(stream: RandomStream): string {
  const [major, minor] = [stream.integer(1, 9), stream.integer(0, 30)];
  const patch = stream.integer(0, 9);
  const from = `${major}.${minor}.${patch}`;
  const to = stream.chance(0.6)
    ? `${major}.${minor}.${patch + 1}`
    : `${major}.${minor + 1}.0`;
  return `Bump ${stream.pick(dependencies)} from ${from} to ${to}`;
}

/** A branch's name from what it is about. */
export function branchName(subject: string): string {
  return subject
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40)
    .replace(/-$/, '');
}
