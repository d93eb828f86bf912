import { Link } from '@backstage/ui';
import { Deployment } from '@slipway/plugin-dora-common';
import {
  formatDuration,
  formatInstant,
  formatQuantity,
  Panel,
} from '@slipway/ui';
import { ReactNode } from 'react';
import { Links } from '../filters/useLinks';
import { EntityLink } from './EntityLink';
import { statesOf } from './labels';
import { StateBadges } from './StateBadges';
import styles from './rows.module.css';

function Fact(props: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

/** What was recovered by what: the story of a failure, from either end. */
function outcomeOf(deployment: Deployment, links: Links): ReactNode {
  const { failed, recoveredBy, recoverySeconds, rollsBack } = deployment;
  const to = (id: string, text: string) => (
    <Link href={links.deployment(id)} variant="body-medium">
      {text}
    </Link>
  );
  if (failed && recoveredBy && recoverySeconds !== null) {
    return (
      <>
        Failed; recovered {to(recoveredBy, 'by this deployment')} after{' '}
        {formatDuration(recoverySeconds)}
      </>
    );
  }
  if (failed) return 'Failed; not recovered yet';
  if (rollsBack) {
    return <>Rolls back {to(rollsBack, 'this deployment')}, which failed</>;
  }
  return <StateBadges states={statesOf(deployment)} />;
}

function durationOf({ startedAt, finishedAt }: Deployment): string | undefined {
  if (!startedAt) return undefined;
  return formatDuration(
    (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000,
  );
}

/** Where the deployment comes from: commit, repository, source. */
function Provenance(props: { deployment: Deployment }) {
  const { commit, commitUrl, repository, source, url } = props.deployment;
  const shortSha = commit?.slice(0, 12) ?? 'not known';
  return (
    <>
      <Fact name="Commit">{linked(shortSha, commitUrl)}</Fact>
      {repository && <Fact name="Repository">{repository}</Fact>}
      <Fact name="Source">{linked(source, url)}</Fact>
    </>
  );
}

function linked(text: string, url: string | null): ReactNode {
  if (!url) return text;
  return (
    <Link href={url} target="_blank" variant="body-medium">
      {text}
    </Link>
  );
}

/** What is known of a deployment itself. */
export function DeploymentFacts(props: {
  deployment: Deployment;
  links: Links;
  timeZone: string;
}) {
  const { deployment, links, timeZone } = props;
  const { ownerRef, previousVersion, range, leadTimeP50 } = deployment;
  const took = durationOf(deployment);
  return (
    <Panel title={deployment.title ?? 'Deployment'}>
      <dl className={styles.facts}>
        <Fact name="Outcome">{outcomeOf(deployment, links)}</Fact>
        <Fact name="Service">
          <EntityLink entityRef={deployment.serviceRef} links={links} />
        </Fact>
        {ownerRef && (
          <Fact name="Owner at the time">
            <EntityLink entityRef={ownerRef} links={links} />
          </Fact>
        )}
        <Fact name="Environment">{deployment.environment}</Fact>
        <Fact name="Finished">
          {formatInstant(deployment.finishedAt, { timeZone })}
          {took && `, took ${took}`}
        </Fact>
        <Fact name="Version before">{previousVersion ?? 'none'}</Fact>
        {range === 'known' && (
          <Fact name="Changes">
            {formatQuantity(deployment.changes, 'change')}
            {leadTimeP50 !== null &&
              `, lead time p50 ${formatDuration(leadTimeP50)}`}
          </Fact>
        )}
        <Provenance deployment={deployment} />
      </dl>
    </Panel>
  );
}
