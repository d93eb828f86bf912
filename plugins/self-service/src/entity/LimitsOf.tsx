import { Text } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { LoadingState, Panel, UsageBar, useRemote } from '@slipway/ui';
import { limitKey, metricWords } from '../admin/limits/limitWords';
import { selfServiceApiRef } from '../api/SelfServiceApi';
import { RemoteFailure } from '../data/RemoteFailure';
import styles from './entity.module.css';

/** What a team is held to, and what of it is in use. */
export function LimitsOf(props: { team: string }) {
  const { team } = props;
  const api = useApi(selfServiceApiRef);
  const { data, error, retry } = useRemote(api, `quotas of ${team}`, signal =>
    api.quotas({ team }, { signal }),
  );
  return (
    <Panel title="Limits" headingLevel={2}>
      {error && !data && (
        <RemoteFailure
          what="Limits"
          error={error}
          onRetry={retry}
          headingLevel={3}
        />
      )}
      {!error && !data && (
        <LoadingState label="Loading limits" rows={3} rowHeight={48} />
      )}
      {data?.length === 0 && (
        <Text as="p" variant="body-small" color="secondary">
          The team is held to no limit of its own.
        </Text>
      )}
      {data && data.length > 0 && (
        <div className={styles.limits}>
          {data.map(quota => (
            <UsageBar
              key={limitKey(quota)}
              label={metricWords(quota)}
              unit={quota.unit}
              limit={quota.limit}
              used={quota.used}
            />
          ))}
        </div>
      )}
    </Panel>
  );
}
