import { Button } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { QuotaView } from '@slipway/plugin-self-service-common';
import { EntityLink } from '@slipway/plugin-catalog-module-slipway';
import {
  DataColumn,
  EmptyState,
  formatQuantity,
  SearchInput,
  UsageBar,
  useRemote,
  withUnit,
} from '@slipway/ui';
import { useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { selfServiceApiRef } from '../../api/SelfServiceApi';
import { inSentence } from '../../shared/actionWords';
import { Listing } from '../../shared/Listing';
import { LimitDialog } from './LimitDialog';
import { isOneOfEach, limitKey, limitLabel, subjectWords } from './limitWords';
import styles from '../admin.module.css';

type Chosen = { quota: QuotaView; removes: boolean };

function Buttons(props: {
  quota: QuotaView;
  removable: boolean;
  onChoose: (chosen: Chosen) => void;
}) {
  const { quota, removable, onChoose } = props;
  const what = `limit of ${inSentence(limitLabel(quota))}, ${subjectWords(
    quota,
  )}`;
  return (
    <span className={styles.buttons}>
      <Button
        size="small"
        variant="secondary"
        aria-label={`Change the ${what}`}
        onPress={() => onChoose({ quota, removes: false })}
      >
        Change
      </Button>
      {removable && (
        <Button
          size="small"
          variant="tertiary"
          aria-label={`Remove the ${what}`}
          onPress={() => onChoose({ quota, removes: true })}
        >
          Remove
        </Button>
      )}
    </span>
  );
}

const common: DataColumn<QuotaView>[] = [
  {
    id: 'subject',
    label: 'For',
    cell: row =>
      row.scope === 'team' && row.subject !== '*' ? (
        <EntityLink entityRef={row.subject} />
      ) : (
        subjectWords(row)
      ),
  },
  {
    id: 'use',
    label: 'In use',
    cell: row =>
      row.subject === '*' ? (
        `${limitLabel(row)}: ${withUnit(row.limit, row.unit)}, apart for each`
      ) : (
        <div className={styles.use}>
          <UsageBar
            label={limitLabel(row)}
            unit={row.unit}
            limit={row.limit}
            used={row.used}
          />
          {row.paused > 0 && (
            <span className={styles.note}>
              {withUnit(row.paused, row.unit)} more when what is paused wakes
            </span>
          )}
        </div>
      ),
  },
];

function setByWords(limit: QuotaView, all: readonly QuotaView[]): string {
  if (isOneOfEach(limit, all)) return 'the limit for each';
  return limit.origin === 'person' ? 'a person' : 'the settings';
}

function columnsOf(
  all: readonly QuotaView[],
  onChoose: ((chosen: Chosen) => void) | undefined,
): DataColumn<QuotaView>[] {
  const setBy = {
    id: 'origin',
    label: 'Set by',
    cell: (row: QuotaView) => setByWords(row, all),
  };
  if (!onChoose) return [...common, setBy];
  return [
    ...common,
    setBy,
    {
      id: 'change',
      label: 'Change',
      cell: row => (
        <Buttons
          quota={row}
          removable={row.origin === 'person' && !isOneOfEach(row, all)}
          onChoose={onChoose}
        />
      ),
    },
  ];
}

function matching(quotas: readonly QuotaView[], search: string) {
  const words = search.toLocaleLowerCase('en').split(/\s+/);
  return quotas.filter(quota => {
    const text = `${subjectWords(quota)} ${quota.subject} ${limitLabel(
      quota,
    )}`.toLocaleLowerCase('en');
    return words.every(word => text.includes(word));
  });
}

function NoLimits(props: { filtered: boolean }) {
  return props.filtered ? (
    <EmptyState
      title="No limit matches"
      description="Clear the search to see all of them."
      headingLevel={3}
    />
  ) : (
    <EmptyState
      title="There are no limits"
      description="Teams, environment classes and cost centers are held to what selfService.quotas of the settings says."
      headingLevel={3}
    />
  );
}

/** Limits with what is in use of them. */
export function LimitsTab(props: { mayAdmin: boolean }) {
  const { mayAdmin } = props;
  const api = useApi(selfServiceApiRef);
  const [address, setAddress] = useSearchParams();
  const [chosen, setChosen] = useState<Chosen>();
  const search = address.get('search') ?? '';
  const answer = useRemote(api, 'quotas', signal => api.quotas({}, { signal }));
  const rows = answer.data && matching(answer.data, search);
  const columns = columnsOf(
    answer.data ?? [],
    mayAdmin ? setChosen : undefined,
  );
  return (
    <>
      <Listing
        title="Limits"
        description={
          answer.data &&
          `${formatQuantity(
            answer.data.length,
            'limit',
          )}. Reserved when something is asked for, before it is made`
        }
        filters={
          <SearchInput
            label="Search by team, class or cost center"
            value={search}
            onChange={text => setAddress(text ? { search: text } : {})}
            className={styles.search}
          />
        }
        answer={answer}
        rows={rows}
        columns={columns}
        getRowId={limitKey}
        empty={<NoLimits filtered={Boolean(search)} />}
      />
      {chosen && (
        <LimitDialog
          {...chosen}
          onDone={() => {
            setChosen(undefined);
            answer.refresh();
          }}
          onClose={() => setChosen(undefined)}
        />
      )}
    </>
  );
}
