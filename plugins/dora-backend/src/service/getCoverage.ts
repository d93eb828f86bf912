import { Coverage, CoverageGap } from '@slipway/plugin-dora-common';
import { Knex } from 'knex';
import { DoraSettings } from '../settings';
import {
  deployedServices,
  unhistoriedServices,
  unmappedEnvironments,
  unresolvedVersions,
} from '../store/coverage';
import { listSources, SourceRow } from '../store/sources';
import { DeploymentTally } from '../store/tally';
import { Question, rowFilter } from './question';
import { currentServices } from './scope';

const exampleLimit = 10;

/** How much of the scope the numbers stand on, and what to do about the rest. */
export async function getCoverage(
  knex: Knex,
  question: Question,
  options: { settings: DoraSettings; now: Date; counted?: DeploymentTally },
): Promise<Coverage> {
  const { counted } = options;
  const [sources, gaps] = await Promise.all([
    listSources(knex),
    findGaps(knex, question, counted),
  ]);
  return {
    deployments: counted?.deployments ?? 0,
    knownRange: counted?.knownRange ?? 0,
    redeployments: counted?.redeployments ?? 0,
    firstDeployments: counted?.firstDeployments ?? 0,
    unresolved: counted?.unresolved ?? 0,
    withoutHistory: counted?.withoutHistory ?? 0,
    services: question.scope.services,
    servicesWithData: counted?.services ?? 0,
    sources: sources.map(({ progress, ...status }) => status),
    gaps: [...gaps, ...sourceGaps(sources, options)],
  };
}

async function findGaps(
  knex: Knex,
  question: Question,
  counted?: DeploymentTally,
): Promise<CoverageGap[]> {
  const { scope, environment, window } = question;
  const filter = rowFilter(question);
  const [deployed, unhistoried, unresolved, unmapped] = await Promise.all([
    deployedServices(knex, environment),
    counted?.withoutHistory ? unhistoriedServices(knex, filter) : [],
    counted?.unresolved ? unresolvedVersions(knex, filter, exampleLimit) : [],
    unmappedEnvironments(knex, {
      serviceRefs: currentServices(question.scope),
      from: window.from,
      to: window.to,
    }),
  ]);
  const silent = scope.directory
    .filter(
      service =>
        service.lifecycle === 'production' && !deployed.has(service.serviceRef),
    )
    .map(service => service.serviceRef);
  const known = new Set(scope.titles.keys());
  const strangers =
    scope.kind === 'organisation'
      ? [...deployed].filter(serviceRef => !known.has(serviceRef))
      : [];
  return [
    gap('service-without-data', silent, {
      message: `Services in production without a single deployment to ${environment}`,
      remedy:
        'Add them to a Git source in app-config.yaml, or send their deployments to POST /api/dora/deliveries.',
    }),
    {
      ...gap('unresolved-version', unresolved, {
        message: 'Deployments whose version resolves to no commit',
        remedy:
          'Tag what is deployed, or add the version’s pattern (such as release-{sha}) to the source; the next import resolves them.',
      }),
      count: counted?.unresolved ?? 0,
    },
    gap('service-without-history', unhistoried, {
      message: 'Services whose commit history is not connected',
      remedy:
        'Name their repositories under histories of the Git source, so that their changes and lead times are known.',
    }),
    {
      ...gap(
        'unmapped-environment',
        unmapped.map(row => row.environment),
        {
          message: 'Deployments to environments that are not mapped',
          remedy:
            'List the name under dora.environments in app-config.yaml and restart; nothing is guessed from names.',
        },
      ),
      count: unmapped.reduce((sum, row) => sum + row.deployments, 0),
    },
    gap('unknown-service', strangers, {
      message: 'Deployed services that the catalog does not know',
      remedy:
        'Register them in the catalog, or map their names in the source; until then they count for the organisation only.',
    }),
  ].filter(each => each.count > 0);
}

function sourceGaps(
  sources: SourceRow[],
  options: { settings: DoraSettings; now: Date },
): CoverageGap[] {
  const silentSince =
    options.now.getTime() - options.settings.silentAfterDays * 86_400_000;
  const failed = sources.filter(source => source.state === 'failed');
  const silent = sources.filter(
    source =>
      !source.sample &&
      source.state !== 'failed' &&
      source.lastHeardAt !== null &&
      Date.parse(source.lastHeardAt) < silentSince,
  );
  return [
    gap(
      'source-failed',
      failed.map(source => source.id),
      {
        message: 'Sources whose last import failed',
        remedy:
          'Open the source to see the error; imports go on where they stopped.',
      },
    ),
    gap(
      'source-silent',
      silent.map(source => source.id),
      {
        message: `Sources that said nothing for ${options.settings.silentAfterDays} days`,
        remedy:
          'Check that the source still runs and still may call the portal.',
      },
    ),
  ].filter(each => each.count > 0);
}

function gap(
  kind: CoverageGap['kind'],
  concerned: string[],
  words: { message: string; remedy: string },
): CoverageGap {
  return {
    kind,
    count: concerned.length,
    ...words,
    examples: concerned.slice(0, exampleLimit),
  };
}
