import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { Box, Container, Link, Text } from '@backstage/ui';
import {
  readGroupMetadata,
  readServiceMetadata,
} from '@slipway/plugin-service-metadata-common';
import { EmptyState, LoadingState } from '@slipway/ui';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { EntityLink } from '../components/EntityLink';
import { Loaded } from '../components/Loaded';
import { Muted } from '../components/Muted';
import { OnCall } from '../components/OnCall';
import { PageTitle } from '../components/PageTitle';
import { ownedPath } from '../owned/listOwned';
import { GroupNode } from './groupTree';
import { loadOrganisation, Organisation } from './loadOrganisation';
import styles from './OrganisationPage.module.css';

const counted = (count: number, one: string, many: string) =>
  `${count} ${count === 1 ? one : many}`;

/** Deeper groups stand no further to the right, so that they keep their room. */
const deepestIndent = 4;

/** Whom to turn to in a group; what nobody has named is left out. */
function GroupContacts(props: { node: GroupNode }) {
  const { entity } = props.node;
  const { lead } = readGroupMetadata(entity);
  const { onCall } = readServiceMetadata(entity);
  return (
    <>
      <span className={styles.lead}>
        {lead ? (
          <>
            <span className={styles.label}>Lead </span>
            <EntityLink entityRef={lead} />
          </>
        ) : (
          <Muted>No lead named</Muted>
        )}
      </span>
      <span className={styles.onCall}>
        {onCall && (
          <>
            <span className={styles.label}>On call </span>
            <OnCall contact={onCall} />
          </>
        )}
      </span>
    </>
  );
}

/** What a group itself has, and how to see it. */
function GroupLine(props: {
  node: GroupNode;
  level: number;
  organisation: Organisation;
}) {
  const { node, level, organisation } = props;
  const { entityRef, entity } = node;
  const people = organisation.people.get(entityRef) ?? 0;
  const services = organisation.services.get(entityRef) ?? 0;
  return (
    <div className={styles.line}>
      <div className={styles.name} data-level={Math.min(level, deepestIndent)}>
        <EntityLink entityRef={entityRef} className={styles.title} />
        <Text as="p" variant="body-small" color="secondary">
          {entity.metadata.description}
        </Text>
      </div>
      <GroupContacts node={node} />
      <span>{people > 0 && counted(people, 'person', 'people')}</span>
      <span>
        {services > 0 && (
          <Link href={ownedPath([entityRef])} standalone>
            {counted(services, 'component', 'components')}
          </Link>
        )}
      </span>
    </div>
  );
}

function GroupList(props: {
  nodes: GroupNode[];
  level: number;
  organisation: Organisation;
}) {
  const { nodes, level, organisation } = props;
  return (
    <ul className={styles.list}>
      {nodes.map(node => (
        <li key={node.entityRef}>
          <GroupLine node={node} level={level} organisation={organisation} />
          {node.children.length > 0 && (
            <GroupList
              nodes={node.children}
              level={level + 1}
              organisation={organisation}
            />
          )}
        </li>
      ))}
    </ul>
  );
}

function GroupTree(props: { organisation: Organisation }) {
  const { organisation } = props;
  if (organisation.roots.length === 0) {
    return (
      <EmptyState
        title="The catalog has no groups"
        description="Groups come from the files and addresses under catalog.locations in app-config.yaml."
      />
    );
  }
  return (
    <Box bg="neutral" className={styles.surface}>
      <div className={`${styles.line} ${styles.head}`} aria-hidden>
        <span>Group</span>
        <span>Lead</span>
        <span>On call</span>
        <span>People</span>
        <span>Components</span>
      </div>
      <GroupList
        nodes={organisation.roots}
        level={0}
        organisation={organisation}
      />
    </Box>
  );
}

/** The organisation as a tree of departments and teams. */
export function OrganisationPage() {
  const catalogApi = useApi(catalogApiRef);
  const organisation = useAsyncRetry(
    () => loadOrganisation(catalogApi),
    [catalogApi],
  );
  return (
    <main className={styles.page}>
      <Container>
        <div className={styles.content}>
          <PageTitle
            title="Organisation"
            description="Departments and teams, who leads them and what they look after"
          />
          <Loaded
            state={organisation}
            what="the organisation"
            placeholder={
              <LoadingState
                label="Loading the organisation"
                rows={8}
                rowHeight={40}
              />
            }
          >
            {value => <GroupTree organisation={value} />}
          </Loaded>
        </div>
      </Container>
    </main>
  );
}
