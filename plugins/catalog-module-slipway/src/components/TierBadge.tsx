import { Tier, tierMeanings } from '@slipway/plugin-service-metadata-common';
import styles from './TierBadge.module.css';

/** How much depends on a service: the tier's number and, on hover, its meaning. */
export function TierBadge(props: { tier: Tier; meaning?: boolean }) {
  const { tier, meaning } = props;
  return (
    <span className={styles.frame} title={tierMeanings[tier]}>
      <span className={styles.badge} data-tier={tier}>
        Tier {tier}
      </span>
      {meaning && <span className={styles.meaning}>{tierMeanings[tier]}</span>}
    </span>
  );
}
