import { ButtonLink } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { ContextView } from '@slipway/plugin-self-service-common';
import {
  EmptyState,
  formatQuantity,
  LoadingState,
  NoPermissionState,
  useRemote,
} from '@slipway/ui';
import { useSearchParams } from 'react-router-dom';
import { selfServiceApiRef } from '../api/SelfServiceApi';
import { Loaded } from '../data/Loaded';
import { useChanges } from '../data/useChanges';
import { useContextView } from '../data/useContextView';
import { Listing } from '../shared/Listing';
import { SectionFrame } from '../shared/SectionFrame';
import { LinkParameters, useLinks } from '../shared/useLinks';
import { useListState } from '../shared/useListState';
import { ActivityFilterBar } from './ActivityFilterBar';
import { activityColumns } from './activityColumns';
import { activityFilters, auditQueryOf } from './activityFilters';
import { ChainPanel } from './ChainPanel';
import { ExportButton } from './ExportButton';
import { RecordDialog } from './RecordDialog';

/** What of the audit is listed, by the address. */
function useActivity() {
  const api = useApi(selfServiceApiRef);
  const list = useListState({
    filters: activityFilters,
    sorts: [],
    defaultSort: '',
  });
  const { sort, ...page } = list.query;
  const filter = auditQueryOf(list.filters);
  const query = { ...filter, ...page };
  const records = useRemote(api, `audit ${JSON.stringify(query)}`, signal =>
    api.audit(query, { signal }),
  );
  useChanges({
    concerns: () => !page.cursor,
    moving: false,
    onChange: records.refresh,
  });
  return { list, filter, records };
}

function NothingHere(props: { filtered: boolean }) {
  const links = useLinks();
  return props.filtered ? (
    <EmptyState
      title="Nothing matches"
      description="Choose another filter or a longer time, or clear the search."
      action={
        <ButtonLink href={links.activity()} variant="secondary">
          Clear filters
        </ButtonLink>
      }
      headingLevel={3}
    />
  ) : (
    <EmptyState
      title="Nothing has happened yet"
      description="Each request, decision, change and deletion leaves a record here: who, what, why, and what it changed."
      headingLevel={3}
    />
  );
}

/** The address of a record within what is listed now. */
function useRecordAddress() {
  const links = useLinks();
  const [address, setAddress] = useSearchParams();
  const parameters: LinkParameters = Object.fromEntries(address);
  const shown = Number(address.get('record') ?? NaN);
  return {
    hrefOf: (sequence: number) =>
      links.activity({ ...parameters, record: String(sequence) }),
    shown: Number.isSafeInteger(shown) && shown > 0 ? shown : undefined,
    close: () =>
      setAddress(current => {
        const next = new URLSearchParams(current);
        next.delete('record');
        return next;
      }),
  };
}

function Activity(props: { context: ContextView }) {
  const { context } = props;
  const api = useApi(selfServiceApiRef);
  const links = useLinks();
  const kinds = useRemote(api, 'kinds', signal => api.kinds({ signal })).data;
  const { list, filter, records } = useActivity();
  const { data } = records;
  const record = useRecordAddress();
  const { resourceId, requestId } = list.filters;
  return (
    <>
      <Listing
        title="Records"
        description={data && formatQuantity(data.total, 'record')}
        actions={context.mayAudit && <ExportButton query={filter} />}
        answer={records}
        filters={
          <ActivityFilterBar
            context={context}
            kinds={kinds ?? []}
            values={list.filters}
            resourceName={data?.items[0]?.resourceName ?? undefined}
            onChange={list.setFilters}
          />
        }
        columns={activityColumns(links, row => record.hrefOf(row.sequence))}
        rows={data?.items}
        getRowId={row => String(row.sequence)}
        getRowHref={row => record.hrefOf(row.sequence)}
        page={data && list.pageOf(data)}
        empty={
          <NothingHere
            filtered={activityFilters.some(name => list.filters[name])}
          />
        }
      />
      {context.mayAudit && <ChainPanel />}
      {record.shown !== undefined && (
        <RecordDialog
          sequence={record.shown}
          of={context.mayAudit ? {} : { resourceId, requestId }}
          onClose={record.close}
        />
      )}
    </>
  );
}

function Content(props: { context: ContextView }) {
  const { context } = props;
  const [address] = useSearchParams();
  // Whoever may read a thing may read what happened to it.
  const ofOne = address.get('resourceId') ?? address.get('requestId');
  if (!context.mayAudit && !ofOne) {
    return (
      <NoPermissionState
        what="the audit"
        whoCanGrant="a platform engineer, by the permission self-service.audit.read. What happened to one resource stands on its page"
      />
    );
  }
  return <Activity context={context} />;
}

/** The audit: who did what, when and why, searchable and checked. */
export function ActivityPage() {
  const context = useContextView();
  return (
    <SectionFrame
      section="activity"
      description="Who did what, when and why; each record is chained to the one before"
    >
      <Loaded
        remote={context}
        what="The audit"
        placeholder={
          <LoadingState label="Loading the audit" rows={8} rowHeight={40} />
        }
      >
        {known => <Content context={known} />}
      </Loaded>
    </SectionFrame>
  );
}
