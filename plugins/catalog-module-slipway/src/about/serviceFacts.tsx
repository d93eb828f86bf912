import {
  Entity,
  RELATION_OWNED_BY,
  RELATION_PART_OF,
} from '@backstage/catalog-model';
import {
  complianceTags,
  readServiceMetadata,
  serviceAnnotations,
} from '@slipway/plugin-service-metadata-common';
import { EntityLinks } from '../components/EntityLinks';
import { OnCall } from '../components/OnCall';
import { relationTargets } from '../components/relationTargets';
import { TierBadge } from '../components/TierBadge';
import { Fact, Words } from './FactList';
import { NotSet } from './NotSet';

const missingAnnotation = (name: string) => (
  <NotSet remedy={`metadata.annotations.${name}`} />
);

/** Kinds that say how much they matter and whom to call. */
const kindsWithDuty = ['component', 'api', 'resource', 'system'];

/** Who answers for an entity, and how urgently. */
function dutyFacts(entity: Entity): Fact[] {
  const { onCall, tier } = readServiceMetadata(entity);
  const owners = relationTargets(entity, RELATION_OWNED_BY);
  const facts: Fact[] = [
    {
      name: 'Owner',
      value:
        owners.length > 0 ? (
          <EntityLinks entityRefs={owners} />
        ) : (
          <NotSet remedy="spec.owner" />
        ),
    },
  ];
  if (kindsWithDuty.includes(entity.kind.toLocaleLowerCase('en-US'))) {
    facts.push(
      {
        name: 'On call',
        value: onCall ? (
          <OnCall contact={onCall} />
        ) : (
          missingAnnotation(serviceAnnotations.onCall)
        ),
      },
      {
        name: 'Tier',
        value: tier ? (
          <TierBadge tier={tier} meaning />
        ) : (
          missingAnnotation(serviceAnnotations.tier)
        ),
      },
    );
  }
  return facts;
}

/** Where an entity stands among the others. */
function placeFacts(entity: Entity): Fact[] {
  const partOf = (kind: string) =>
    relationTargets(entity, RELATION_PART_OF, kind);
  const facts: Fact[] = [
    { name: 'Lifecycle', value: entity.spec?.lifecycle?.toString() },
    { name: 'Type', value: entity.spec?.type?.toString() },
  ].filter(fact => fact.value);
  for (const [name, kind] of [
    ['System', 'system'],
    ['Domain', 'domain'],
  ]) {
    const refs = partOf(kind);
    if (refs.length > 0) {
      facts.push({ name, value: <EntityLinks entityRefs={refs} /> });
    }
  }
  return facts;
}

function wordFacts(entity: Entity): Fact[] {
  const { technology, compliance } = readServiceMetadata(entity);
  const isComponent = entity.kind.toLocaleLowerCase('en-US') === 'component';
  const facts: Fact[] = [];
  if (technology.length > 0) {
    facts.push({ name: 'Technology', value: <Words words={technology} /> });
  } else if (isComponent) {
    facts.push({
      name: 'Technology',
      value: missingAnnotation(serviceAnnotations.technology),
    });
  }
  if (compliance.length > 0) {
    const names = compliance.map(tag => complianceTags[tag]);
    facts.push({ name: 'Compliance', value: <Words words={names} /> });
  }
  const tags = entity.metadata.tags ?? [];
  if (tags.length > 0) {
    facts.push({ name: 'Tags', value: <Words words={tags} /> });
  }
  return facts;
}

/** The facts of a component, API, resource, system or domain. */
export function listServiceFacts(entity: Entity): Fact[] {
  return [...dutyFacts(entity), ...placeFacts(entity), ...wordFacts(entity)];
}
