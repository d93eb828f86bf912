import { Button, Text } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { changeSorts, ChangesQuery } from '@slipway/plugin-dora-common';
import { RiCloseLine } from '@remixicon/react';
import { formatDuration, useRemote } from '@slipway/ui';
import { doraApiRef } from '../api/DoraApi';
import { rowsQuery } from '../filters/filters';
import { Scope } from '../pages/useScope';
import { ChangesPanel } from './ChangesPanel';
import { useTableState } from './useTableState';
import styles from './rows.module.css';

/** What narrows the changes down beside the filters; all in the address. */
type Narrowing = Pick<ChangesQuery, 'leadTimeFrom' | 'leadTimeTo' | 'excluded'>;

function seconds(text: string | null): number | undefined {
  const value = text ? Number(text) : NaN;
  return Number.isFinite(value) ? value : undefined;
}

function readNarrowing(parameters: URLSearchParams): Narrowing {
  const excluded = parameters.get('excluded');
  return {
    leadTimeFrom: seconds(parameters.get('leadTimeFrom')),
    leadTimeTo: seconds(parameters.get('leadTimeTo')),
    excluded:
      excluded === 'only' || excluded === 'without' ? excluded : undefined,
  };
}

/** The narrowing in words; undefined when there is none. */
function describe(narrowing: Narrowing): string | undefined {
  const { leadTimeFrom, leadTimeTo, excluded } = narrowing;
  if (leadTimeTo !== undefined) {
    return leadTimeFrom
      ? `Lead time of ${formatDuration(leadTimeFrom)} to ${formatDuration(
          leadTimeTo,
        )}`
      : `Lead time under ${formatDuration(leadTimeTo)}`;
  }
  if (leadTimeFrom !== undefined) {
    return `Lead time of ${formatDuration(leadTimeFrom)} or more`;
  }
  if (excluded === 'only') return 'Left out of the percentiles';
  return excluded === 'without' ? 'With a lead time' : undefined;
}

const noMatch = {
  title: 'No change matches',
  description:
    'Choose a longer window or another environment. Deployments whose versions resolve to no commit carry no known changes: the coverage says how many.',
};

/** The changes that the deployments of a scope and a window carried. */
export function ChangesView(props: { scope: Scope }) {
  const { entityRef, filters, links, today, timeZone } = props.scope;
  const api = useApi(doraApiRef);
  const table = useTableState({
    sorts: changeSorts,
    defaultSort: '-deployedAt',
  });
  const narrowing = readNarrowing(table.parameters);
  const request: ChangesQuery = {
    ...rowsQuery(filters, today),
    ...table.query,
    ...narrowing,
    entityRef,
  };
  const remote = useRemote(api, `changes ${JSON.stringify(request)}`, signal =>
    api.changes(request, { signal }),
  );
  const narrowed = describe(narrowing);
  const showAll = () =>
    table.setParameter({
      leadTimeFrom: '',
      leadTimeTo: '',
      excluded: '',
      offset: '',
    });
  return (
    <ChangesPanel
      title={narrowed ?? 'All changes'}
      remote={remote}
      links={links}
      timeZone={timeZone}
      sort={table.sort}
      pageOf={table.pageOf}
      download={() => api.csv({ table: 'changes', query: request })}
      controls={narrowed && <ShowAll onPress={showAll} />}
      empty={noMatch}
    />
  );
}

function ShowAll(props: { onPress: () => void }) {
  return (
    <div className={styles.narrowing}>
      <Text color="secondary">Only some of the changes are shown.</Text>
      <Button
        variant="secondary"
        iconStart={<RiCloseLine />}
        onPress={props.onPress}
      >
        Show all changes
      </Button>
    </div>
  );
}
