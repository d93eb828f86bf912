import { ButtonLink } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { ContextView } from '@slipway/plugin-self-service-common';
import {
  EmptyState,
  formatQuantity,
  SearchInput,
  useRemote,
} from '@slipway/ui';
import { useSearchParams } from 'react-router-dom';
import { selfServiceApiRef } from '../api/SelfServiceApi';
import { useChanges } from '../data/useChanges';
import { useContextView } from '../data/useContextView';
import { FilterGroup, FilterSelect, wideFilter } from '../shared/FilterGroup';
import { Listing } from '../shared/Listing';
import { SectionFrame } from '../shared/SectionFrame';
import { useLinks } from '../shared/useLinks';
import { useListState } from '../shared/useListState';
import { approvalColumns } from './approvalColumns';
import { ApprovalView, approvalViews, viewOf } from './approvalViews';

const filters = ['show', 'team', 'environment', 'search'] as const;
type Values = Partial<Record<(typeof filters)[number], string>>;

function Filters(props: {
  context: ContextView | undefined;
  values: Values;
  onChange: (change: Values) => void;
}) {
  const { context, values, onChange } = props;
  const [own, ...others] = approvalViews;
  return (
    <FilterGroup>
      <FilterSelect
        label="Show"
        all={own.label}
        choices={others}
        value={values.show}
        // Each view has an order of its own.
        onChange={show => onChange({ show })}
      />
      <FilterSelect
        label="Team"
        all="All teams"
        choices={(context?.teams ?? []).map(({ ref, title }) => ({
          id: ref,
          label: title,
        }))}
        value={values.team}
        onChange={team => onChange({ team })}
      />
      <FilterSelect
        label="Environment"
        all="Any"
        choices={(context?.environments ?? []).map(({ name }) => ({
          id: name,
          label: name,
        }))}
        value={values.environment}
        onChange={environment => onChange({ environment })}
      />
      <SearchInput
        label="Search"
        value={values.search ?? ''}
        onChange={search => onChange({ search })}
        className={wideFilter}
      />
    </FilterGroup>
  );
}

/** What would be listed in each view. */
const nothing: Record<
  ApprovalView['id'],
  { title: string; description: string }
> = {
  mine: {
    title: 'Nothing waits for your decision',
    description:
      'Requests that you may approve or refuse show here, those that wait longest first. You are told when one arrives.',
  },
  waiting: {
    title: 'No request waits for approval',
    description:
      'Requests wait here when a policy or the environment asks for somebody’s approval. The rest start at once.',
  },
  decided: {
    title: 'Nothing was decided yet',
    description:
      'Requests that somebody has approved or refused show here, with who decided and why.',
  },
};

function NothingHere(props: { view: ApprovalView; narrowed: boolean }) {
  const { view, narrowed } = props;
  const links = useLinks();
  if (narrowed) {
    return (
      <EmptyState
        title="Nothing matches"
        description="Choose another filter or clear the search."
        action={
          <ButtonLink
            href={links.approvals({
              show: view.id === 'mine' ? undefined : view.id,
            })}
            variant="secondary"
          >
            Clear filters
          </ButtonLink>
        }
        headingLevel={3}
      />
    );
  }
  return (
    <EmptyState
      {...nothing[view.id]}
      action={
        view.id === 'mine' && (
          <ButtonLink
            href={links.approvals({ show: 'waiting' })}
            variant="secondary"
          >
            See all that wait
          </ButtonLink>
        )
      }
      headingLevel={3}
    />
  );
}

function Approvals(props: { view: ApprovalView }) {
  const { view } = props;
  const api = useApi(selfServiceApiRef);
  const links = useLinks();
  const context = useContextView();
  const list = useListState({ filters, ...view });
  const { show, ...narrowing } = list.filters;
  const query = { ...view.query, ...narrowing, ...list.query };
  const answer = useRemote(api, `requests ${JSON.stringify(query)}`, signal =>
    api.requests(query, { signal }),
  );
  const { data, refresh } = answer;
  useChanges({ concerns: () => true, moving: false, onChange: refresh });
  return (
    <Listing
      title={view.label}
      description={data && formatQuantity(data.total, 'request')}
      what="Requests"
      answer={answer}
      filters={
        <Filters
          context={context.data}
          values={list.filters}
          onChange={list.setFilters}
        />
      }
      columns={approvalColumns(view, links)}
      rows={data?.items}
      getRowId={row => row.id}
      getRowHref={row => links.request(row.id)}
      sort={list.sort}
      page={data && list.pageOf(data)}
      empty={
        <NothingHere
          view={view}
          narrowed={Object.values(narrowing).some(Boolean)}
        />
      }
    />
  );
}

/** Requests that the person may decide, all that wait, and those decided. */
export function ApprovalsPage() {
  const [address] = useSearchParams();
  const view = viewOf(address.get('show'));
  return (
    <SectionFrame
      section="approvals"
      description="What waits for a decision: open a request to see its plan and decide on exactly that"
    >
      <Approvals view={view} />
    </SectionFrame>
  );
}
