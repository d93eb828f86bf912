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
import { Loaded } from '../data/Loaded';
import { Actor } from '../shared/Someone';
import { eventWords } from '../shared/eventWords';
import { useLinks } from '../shared/useLinks';

const shown = 8;

function Records(props: { records: readonly AuditRecord[] }) {
  return (
    <Timeline
      label="Audit"
      items={props.records.map(record => ({
        id: String(record.sequence),
        tone: 'neutral',
        status: `Record ${record.sequence}`,
        title: (
          <>
            {eventWords(record.event)} by <Actor of={record} />
          </>
        ),
        aside: <RelativeTime instant={record.at} />,
        children: record.reason && (
          <Text as="p" variant="body-small" color="secondary">
            “{record.reason}”
          </Text>
        ),
      }))}
    />
  );
}

/** The latest of the audit about a resource. */
export function AuditExcerpt(props: { resourceId: string; version: string }) {
  const { resourceId, version } = props;
  const api = useApi(selfServiceApiRef);
  const links = useLinks();
  const answer = useRemote(api, `audit of ${resourceId} ${version}`, signal =>
    api.audit({ resourceId, limit: shown }, { signal }),
  );
  const { data } = answer;
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
      <Loaded
        remote={answer}
        what="The audit"
        placeholder={<LoadingState label="Loading the audit" rows={3} />}
        headingLevel={3}
      >
        {({ items }) =>
          items.length > 0 ? (
            <Records records={items} />
          ) : (
            <Text as="p" variant="body-small" color="secondary">
              No record is kept of it any more.
            </Text>
          )
        }
      </Loaded>
    </Panel>
  );
}
