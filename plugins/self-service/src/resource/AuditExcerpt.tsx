import { Link, Text } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { AuditRecord } from '@slipway/plugin-self-service-common';
import {
  LoadingState,
  Panel,
  RelativeTime,
  Timeline,
  useRemote,
} from '@slipway/ui';
import { selfServiceApiRef } from '../api/SelfServiceApi';
import { RemoteFailure } from '../data/RemoteFailure';
import { Someone } from '../shared/Someone';
import { eventWords } from '../shared/eventWords';
import { useLinks } from '../shared/useLinks';

const shown = 8;

function Entry(props: { record: AuditRecord }) {
  const { event, actor, onBehalfOf } = props.record;
  return (
    <>
      {eventWords(event)} by <Someone who={actor} />
      {onBehalfOf && (
        <>
          {' '}
          for <Someone who={onBehalfOf} />
        </>
      )}
    </>
  );
}

/** The latest of the audit about a resource. */
export function AuditExcerpt(props: { resourceId: string; version: string }) {
  const { resourceId, version } = props;
  const api = useApi(selfServiceApiRef);
  const links = useLinks();
  const { data, error, retry } = useRemote(
    api,
    `audit of ${resourceId} ${version}`,
    signal => api.audit({ resourceId, limit: shown }, { signal }),
  );
  return (
    <Panel
      title="Audit"
      headingLevel={2}
      actions={
        data &&
        data.total > data.items.length && (
          <Link href={links.activity({ resourceId })} standalone>
            All {String(data.total)} records
          </Link>
        )
      }
    >
      {error && !data && (
        <RemoteFailure
          what="The audit"
          error={error}
          onRetry={retry}
          headingLevel={3}
        />
      )}
      {!error && !data && <LoadingState label="Loading the audit" rows={3} />}
      {data?.items.length === 0 && (
        <Text as="p" variant="body-small" color="secondary">
          No record is kept of it any more.
        </Text>
      )}
      {data && data.items.length > 0 && (
        <Timeline
          label="Audit"
          items={data.items.map(record => ({
            id: String(record.sequence),
            tone: 'neutral',
            status: `Record ${record.sequence}`,
            title: <Entry record={record} />,
            aside: <RelativeTime instant={record.at} />,
            children: record.reason && (
              <Text as="p" variant="body-small" color="secondary">
                “{record.reason}”
              </Text>
            ),
          }))}
        />
      )}
    </Panel>
  );
}
