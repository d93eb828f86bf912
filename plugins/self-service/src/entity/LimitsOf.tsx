import { Text } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { QuotaView } from '@slipway/plugin-self-service-common';
import { LoadingState, Panel, UsageBar, useRemote } from '@slipway/ui';
import { limitKey, limitLabel } from '../admin/limits/limitWords';
import { selfServiceApiRef } from '../api/SelfServiceApi';
import { Loaded } from '../data/Loaded';
import styles from './entity.module.css';

function Limits(props: { limits: readonly QuotaView[] }) {
  const { limits } = props;
  if (limits.length === 0) {
    return (
      <Text as="p" variant="body-small" color="secondary">
        The team is held to no limit of its own.
      </Text>
    );
  }
  return (
    <div className={styles.limits}>
      {limits.map(limit => (
        <UsageBar
          key={limitKey(limit)}
          label={limitLabel(limit)}
          unit={limit.unit}
          limit={limit.limit}
          used={limit.used}
        />
      ))}
    </div>
  );
}

/** What a team is held to, and what of it is in use. */
export function LimitsOf(props: { team: string }) {
  const { team } = props;
  const api = useApi(selfServiceApiRef);
  const answer = useRemote(api, `quotas of ${team}`, signal =>
    api.quotas({ team }, { signal }),
  );
  return (
    <Panel title="Limits" headingLevel={2}>
      <Loaded
        remote={answer}
        what="Limits"
        placeholder={
          <LoadingState label="Loading limits" rows={3} rowHeight={48} />
        }
        headingLevel={3}
      >
        {limits => <Limits limits={limits} />}
      </Loaded>
    </Panel>
  );
}
