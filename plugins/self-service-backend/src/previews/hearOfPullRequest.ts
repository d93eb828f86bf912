import { InputError, NotFoundError } from '@backstage/errors';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { Engine } from '../ports';
import { PreviewRow } from './previewRow';
import { PreviewSettings } from './previewSettings';

/** What a webhook or a pipeline says of a pull request. */
export type PullRequestNews = {
  /** Owner and name: `acme/shop`. */
  repository: string;
  number: number;
  title: string;
  link: string | null;
  state: 'open' | 'closed';
  /** When it became so, by the forge's clock. */
  at: Date;
  /** Full reference; by the settings' list when it is not said. */
  component?: string;
  /** Who says so. */
  by: string;
};

/**
 * Notes what a pull request is now; the preview is brought in step afterwards.
 * News in any order and any number of times come to the same: what the forge
 * said last counts.
 *
 * @throws InputError when it is not known whose previews the repository's are
 */
export async function hearOfPullRequest(
  engine: Engine,
  settings: PreviewSettings,
  news: PullRequestNews,
  /** Throws when who says it may not act for the team. */
  checkTeam: (team: string) => Promise<void> = async () => {},
): Promise<PreviewRow> {
  const component = componentOf(settings, news);
  const entity = await engine.directory.entity(component);
  if (!entity?.owner) {
    throw new NotFoundError(
      entity
        ? `component: ${component} has no owner in the catalog; a preview belongs to a team, so give it one`
        : `component: the catalog has no ${component}; register it, or correct selfService.previews.repositories`,
    );
  }
  await checkTeam(entity.owner);
  const now = engine.now();
  const said = {
    title: news.title.slice(0, 300),
    link: news.link,
    component,
    team: entity.owner,
    wanted: news.state,
    requested_by: news.by,
    heard_at: news.at,
    updated_at: now,
  };
  const { knex } = engine;
  const [row] = await knex<PreviewRow>('previews')
    .insert({
      id: engine.newId(),
      repository: news.repository,
      number: news.number,
      round: 1,
      active_at: now,
      created_at: now,
      ...said,
    })
    .onConflict(['repository', 'number'])
    .merge({
      ...said,
      active_at: now,
      // Reopened: another environment than the one that was destroyed.
      round: knex.raw(
        `previews.round + CASE WHEN previews.wanted = 'closed' AND excluded.wanted = 'open' THEN 1 ELSE 0 END`,
      ),
    })
    .where('previews.heard_at', '<=', news.at)
    .returning('*');
  return row ?? (await read(engine, news));
}

async function read(
  { knex }: Engine,
  { repository, number }: PullRequestNews,
): Promise<PreviewRow> {
  const row = await knex<PreviewRow>('previews')
    .where({ repository, number })
    .first();
  if (!row) {
    throw new NotFoundError(
      `There is no preview of ${repository}#${number}; say that it is open`,
    );
  }
  return row;
}

function componentOf(settings: PreviewSettings, news: PullRequestNews): string {
  const listed = settings.repositories.find(
    ({ repository }) =>
      repository.toLocaleLowerCase('en-US') ===
      news.repository.toLocaleLowerCase('en-US'),
  );
  const ref = news.component ?? listed?.component;
  if (!ref) {
    throw new InputError(
      `repository: it is not known which component ${news.repository} is; name one, or list it under selfService.previews.repositories`,
    );
  }
  return stringifyEntityRef(
    parseEntityRef(ref, {
      defaultKind: 'component',
      defaultNamespace: 'default',
    }),
  );
}
