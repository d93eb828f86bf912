import { Badge } from '@backstage/ui';
import { ResourceDetail } from '@slipway/plugin-self-service-common';
import { EntityLink } from '@slipway/plugin-catalog-module-slipway';
import { Fact, FactList, Panel, RelativeTime } from '@slipway/ui';
import { ReactNode } from 'react';
import { useContextView } from '../data/useContextView';
import { Someone } from '../shared/Someone';
import { ResourceStateBadge } from '../shared/StateBadges';

function optional(label: string, value: ReactNode): Fact[] {
  return value ? [{ label, value }] : [];
}

const link = (entityRef: string | null) =>
  entityRef && <EntityLink entityRef={entityRef} />;

function useTargetTitle(name: string): string {
  const targets = useContextView().data?.targets ?? [];
  return targets.find(target => target.name === name)?.title ?? name;
}

function templateWords(resource: ResourceDetail): string {
  const { templateVersion, newestTemplateVersion } = resource;
  return templateVersion === newestTemplateVersion
    ? `${templateVersion}, the newest`
    : `${templateVersion}; ${newestTemplateVersion} is the newest`;
}

/** What it is, whose it is and where it is. */
export function ResourceFacts(props: { resource: ResourceDetail }) {
  const { resource } = props;
  const target = useTargetTitle(resource.target);
  return (
    <Panel
      title="About"
      headingLevel={2}
      actions={
        <>
          {resource.protected && <Badge>Protected</Badge>}
          {resource.pinned && <Badge>Pinned</Badge>}
        </>
      }
    >
      <FactList
        facts={[
          {
            label: 'State',
            value: <ResourceStateBadge state={resource.state} />,
          },
          { label: 'Team', value: link(resource.team) },
          { label: 'Environment', value: resource.environment },
          { label: 'Target', value: target },
          { label: 'Kind', value: resource.kind },
          ...resource.facts,
          ...optional('Cost center', resource.costCenter),
          ...optional('System', link(resource.system)),
          ...optional('Component', link(resource.component)),
          {
            label: 'Asked by',
            value: <Someone who={resource.requestedBy} />,
          },
          {
            label: 'Made',
            value: <RelativeTime instant={resource.createdAt} />,
          },
          { label: 'Template', value: templateWords(resource) },
          {
            label: 'In the catalog',
            value: <EntityLink entityRef={resource.entityRef} />,
          },
        ]}
      />
    </Panel>
  );
}
