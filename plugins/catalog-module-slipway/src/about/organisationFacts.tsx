import {
  Entity,
  RELATION_CHILD_OF,
  RELATION_MEMBER_OF,
  RELATION_PARENT_OF,
} from '@backstage/catalog-model';
import { Link } from '@backstage/ui';
import {
  groupAnnotations,
  readGroupMetadata,
  readServiceMetadata,
} from '@slipway/plugin-service-metadata-common';
import { z } from 'zod';
import { EntityLink } from '../components/EntityLink';
import { EntityLinks } from '../components/EntityLinks';
import { OnCall } from '../components/OnCall';
import { relationTargets } from '../components/relationTargets';
import { Fact } from './FactList';
import { NotSet } from './NotSet';

const profileSchema = z.object({ email: z.email() });

function emailFact(entity: Entity): Fact[] {
  const profile = profileSchema.safeParse(entity.spec?.profile);
  return profile.success
    ? [
        {
          name: 'E-mail',
          value: (
            <Link href={`mailto:${profile.data.email}`} standalone>
              {profile.data.email}
            </Link>
          ),
        },
      ]
    : [];
}

function relationFact(entity: Entity, name: string, type: string): Fact[] {
  const entityRefs = relationTargets(entity, type);
  return entityRefs.length > 0
    ? [{ name, value: <EntityLinks entityRefs={entityRefs} /> }]
    : [];
}

/** The facts of a team, department or organisation. */
export function listGroupFacts(entity: Entity): Fact[] {
  const { lead, timeZone } = readGroupMetadata(entity);
  const { onCall } = readServiceMetadata(entity);
  const isOrganisation =
    relationTargets(entity, RELATION_CHILD_OF).length === 0;
  const facts: Fact[] = [];
  if (lead) {
    facts.push({ name: 'Lead', value: <EntityLink entityRef={lead} /> });
  } else if (!isOrganisation) {
    facts.push({
      name: 'Lead',
      value: (
        <NotSet remedy={`metadata.annotations.${groupAnnotations.lead}`} />
      ),
    });
  }
  if (onCall) {
    facts.push({ name: 'On call', value: <OnCall contact={onCall} /> });
  }
  return [
    ...facts,
    ...relationFact(entity, 'Part of', RELATION_CHILD_OF),
    ...relationFact(entity, 'Groups in it', RELATION_PARENT_OF),
    ...emailFact(entity),
    ...(timeZone ? [{ name: 'Time zone', value: timeZone }] : []),
  ];
}

/** The facts of a person. */
export function listUserFacts(entity: Entity): Fact[] {
  const teams = relationTargets(entity, RELATION_MEMBER_OF);
  return [
    {
      name: teams.length > 1 ? 'Teams' : 'Team',
      value:
        teams.length > 0 ? (
          <EntityLinks entityRefs={teams} />
        ) : (
          <NotSet remedy="spec.memberOf" />
        ),
    },
    ...emailFact(entity),
  ];
}
