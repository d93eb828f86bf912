import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { Text } from '@backstage/ui';
import {
  readServiceMetadata,
  tierMeanings,
} from '@slipway/plugin-service-metadata-common';
import { EntityLink } from '../components/EntityLink';
import { Muted } from '../components/Muted';
import { OnCall } from '../components/OnCall';
import { TierBadge } from '../components/TierBadge';
import { TierGroup } from './listOwned';
import styles from './ServicesByTier.module.css';

function ServiceLine(props: { service: Entity }) {
  const { service } = props;
  const { onCall } = readServiceMetadata(service);
  return (
    <li className={styles.line}>
      <span className={styles.name}>
        <EntityLink entityRef={stringifyEntityRef(service)} />
      </span>
      <span className={styles.detail}>
        {service.spec?.type?.toString()}
        {' · '}
        {service.spec?.lifecycle?.toString()}
      </span>
      <span className={styles.onCall}>
        <span className={styles.label}>On call </span>
        {onCall ? <OnCall contact={onCall} /> : <Muted>Not set</Muted>}
      </span>
    </li>
  );
}

/** Services in groups of one tier, each with its lifecycle and who is on call. */
export function ServicesByTier(props: {
  groups: TierGroup[];
  /** Level of the tiers' headings; 3 by default. */
  headingLevel?: 3 | 4;
}) {
  const { groups, headingLevel = 3 } = props;
  return (
    <div className={styles.groups}>
      {groups.map(({ tier, services }) => (
        <section key={tier ?? 'none'} className={styles.group}>
          <Text
            as={`h${headingLevel}` as const}
            variant="body-small"
            color="secondary"
            className={styles.heading}
          >
            {tier ? (
              <>
                <TierBadge tier={tier} /> {tierMeanings[tier]}
              </>
            ) : (
              'No tier yet'
            )}
          </Text>
          <ul className={styles.lines}>
            {services.map(service => (
              <ServiceLine
                key={stringifyEntityRef(service)}
                service={service}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
