import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import { Knex } from 'knex';
import { Engine } from '../ports';
import { Requester, standingIn } from '../service/requester';
import { ResourceRow } from '../store/rows';
import { componentOf, listedOf, ListedRepository } from './listedRepository';
import { findPreview, PreviewRow } from './previewRow';
import { PreviewSettings } from './previewSettings';

/** What a webhook or a pipeline says of a pull request. */
export type PullRequestNews = {
  /** Owner and name: `acme/shop`. */
  repository: string;
  number: number;
  title: string;
  link: string | null;
  state: 'open' | 'closed';
  /** When it became so, by the forge's clock; of a caller that has none, now. */
  at?: Date;
  /** Of the catalog; by the settings' list when it is not said. */
  component?: string;
  /** Who says so. */
  by: string;
};

/** Whose preview it is. */
type Whose = Pick<PreviewRow, 'component' | 'team'>;

/**
 * Notes what a pull request is now; the preview is brought in step afterwards.
 * News in any order and any number of times come to the same: what the forge
 * said last counts. An environment that stands stays its team's, whatever the
 * news says.
 *
 * @param requester - whose standing counts; none for a forge, which has proved
 * who it is
 * @throws InputError when it is not known whose previews the repository's are,
 * or the settings know better than the news
 * @throws NotAllowedError when the requester does not act for the team
 * @throws ConflictError when there is an environment of another component
 */
export async function hearOfPullRequest(
  engine: Engine,
  settings: PreviewSettings,
  news: PullRequestNews,
  requester?: Requester,
): Promise<PreviewRow> {
  const listed = listedOf(settings, news.repository);
  // In one spelling: by capital letters it would be another pull request.
  const heard = { ...news, repository: listed?.repository ?? news.repository };
  const known = await findPreview(engine.knex, heard);
  const whose = await whoseIs(engine, {
    news: heard,
    listed,
    known,
    requester,
  });
  const row = await write(engine, { news: heard, whose, known });
  if (row) {
    return row;
  }
  const current = await findPreview(engine.knex, heard);
  if (current?.component !== whose.component) {
    throw otherComponent(heard, current?.component);
  }
  return current;
}

async function whoseIs(
  engine: Engine,
  of: {
    news: PullRequestNews;
    listed: ListedRepository | undefined;
    known: PreviewRow | undefined;
    requester: Requester | undefined;
  },
): Promise<Whose> {
  const { news, listed, known, requester } = of;
  const check = (team: string) =>
    requester && assertActs(engine, requester, { ...news, team });
  if (known && news.state === 'closed') {
    await check(known.team);
    return { component: known.component, team: known.team };
  }
  const component = componentOf(news, listed);
  const standing = known !== undefined && (await stands(engine, known));
  const other = known !== undefined && known.component !== component;
  if (known && (standing || (other && known.wanted === 'open'))) {
    await check(known.team);
  }
  if (standing && other) {
    throw otherComponent(news, known.component);
  }
  const team = standing ? known.team : await ownerOf(engine, component);
  await check(team);
  return { component, team };
}

/** @returns undefined when newer news, or another component, was first */
async function write(
  engine: Engine,
  of: { news: PullRequestNews; whose: Whose; known: PreviewRow | undefined },
): Promise<PreviewRow | undefined> {
  const { news, whose, known } = of;
  const now = engine.now();
  const said = {
    title: news.title.slice(0, 300),
    link: news.link,
    ...whose,
    wanted: news.state,
    requested_by: news.by,
    updated_at: now,
  };
  const { knex } = engine;
  // Reopened: another environment than the one that was destroyed.
  const reopened = `previews.wanted = 'closed' AND excluded.wanted = 'open'`;
  const [row] = await knex<PreviewRow>('previews')
    .insert({
      id: engine.newId(),
      repository: news.repository,
      number: news.number,
      round: 1,
      heard_at: news.at ?? (news.state === 'open' ? new Date(0) : now),
      active_at: now,
      created_at: now,
      ...said,
    })
    .onConflict(['repository', 'number'])
    .merge({
      ...said,
      active_at: now,
      heard_at: news.at ?? knex.raw(heardWithoutClock(reopened)),
      round: knex.raw(
        `previews.round + CASE WHEN ${reopened} THEN 1 ELSE 0 END`,
      ),
    })
    .where(due => {
      if (news.at) {
        due.where('previews.heard_at', '<=', news.at);
      }
    })
    .where(asLookedAt(whose, known))
    .returning('*');
  return row;
}

/**
 * Another clock than the forge's may be ahead of it, and what the forge says
 * afterwards has to count: that a pull request is open moves nothing, or only
 * past the word that it was closed, which must not close it a second time. That
 * it is closed holds against the forge's late words that it was open.
 */
function heardWithoutClock(reopened: string): string {
  return `CASE WHEN ${reopened} THEN previews.heard_at + interval '1 millisecond' ELSE GREATEST(previews.heard_at, excluded.heard_at) END`;
}

/** Of what was looked at: it may have become somebody's since. */
function asLookedAt(
  whose: Whose,
  known: PreviewRow | undefined,
): Knex.QueryCallback {
  return unchanged => {
    unchanged.where(prefixed(whose));
    if (known) {
      const { component, team, resource_id } = known;
      unchanged.orWhere(same =>
        same
          .where(prefixed({ component, team }))
          .whereRaw('previews.resource_id IS NOT DISTINCT FROM ?', [
            resource_id,
          ]),
      );
    }
  };
}

function prefixed(whose: Whose): Record<string, string> {
  return {
    'previews.component': whose.component,
    'previews.team': whose.team,
  };
}

/** It has an environment, or one that is on its way. */
async function stands(engine: Engine, row: PreviewRow): Promise<boolean> {
  const resource =
    row.resource_id !== null &&
    (await engine
      .knex<ResourceRow>('resources')
      .where({ id: row.resource_id })
      .whereNotIn('state', ['destroyed', 'cancelled'])
      .first('id'));
  return Boolean(resource);
}

async function assertActs(
  engine: Engine,
  requester: Requester,
  of: { repository: string; number: number; team: string },
): Promise<void> {
  const { mayAct } = await standingIn(engine, requester, of.team);
  if (!mayAct) {
    throw new NotAllowedError(
      `The preview of ${of.repository}#${of.number} belongs to ${of.team}; its members and leads may ask for it`,
    );
  }
}

function otherComponent(
  { repository, number }: Pick<PullRequestNews, 'repository' | 'number'>,
  component: string | undefined,
): ConflictError {
  return new ConflictError(
    `component: ${repository}#${number} has a preview of ${
      component ?? 'another component'
    }; close it first, or list the repository's component under selfService.previews.repositories`,
  );
}

async function ownerOf(engine: Engine, component: string): Promise<string> {
  const entity = await engine.directory.entity(component);
  if (!entity?.owner) {
    throw new NotFoundError(
      entity
        ? `component: ${component} has no owner in the catalog; a preview belongs to a team, so give it one`
        : `component: the catalog has no ${component}; register it, or correct selfService.previews.repositories`,
    );
  }
  return entity.owner;
}
