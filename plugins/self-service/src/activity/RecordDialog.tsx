import { Dialog, DialogBody, DialogHeader, Link, Text } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { AuditRecord, JsonObject } from '@slipway/plugin-self-service-common';
import { EntityLink } from '@slipway/plugin-catalog-module-slipway';
import {
  CopyButton,
  DiffView,
  FactList,
  formatInstant,
  LoadingState,
  useRemote,
} from '@slipway/ui';
import { selfServiceApiRef } from '../api/SelfServiceApi';
import { Loaded } from '../data/Loaded';
import { eventWords } from '../shared/eventWords';
import { Actor } from '../shared/Someone';
import { Links, useLinks } from '../shared/useLinks';
import { OnWhat } from './activityColumns';
import styles from './activity.module.css';

const textOf = (value: JsonObject | null) =>
  value && JSON.stringify(value, null, 2);

function Hashes(props: { record: AuditRecord }) {
  const { planHash, hash, previousHash } = props.record;
  const known = [
    { label: 'Hash of the plan', value: planHash },
    { label: 'Hash of this record', value: hash },
    { label: 'Hash of the record before', value: previousHash },
  ];
  return (
    <dl className={styles.hashes}>
      {known.map(
        ({ label, value }) =>
          value && (
            <div key={label}>
              <dt>{label}</dt>
              <dd>
                {value}
                <CopyButton text={value} what={label.toLocaleLowerCase('en')} />
              </dd>
            </div>
          ),
      )}
    </dl>
  );
}

function factsOf(record: AuditRecord, links: Links) {
  const { at, event, team, environment, requestId } = record;
  return [
    { label: 'When', value: formatInstant(at) },
    { label: 'Who', value: <Actor of={record} /> },
    { label: 'Of', value: <OnWhat record={record} links={links} /> },
    ...(requestId
      ? [
          {
            label: 'Request',
            value: (
              <Link
                href={links.request(requestId)}
                standalone
                variant="body-medium"
              >
                Open the request
              </Link>
            ),
          },
        ]
      : []),
    ...(team
      ? [{ label: 'Team', value: <EntityLink entityRef={team} /> }]
      : []),
    ...(environment ? [{ label: 'Environment', value: environment }] : []),
    { label: 'Event', value: event },
  ];
}

function Detail(props: { record: AuditRecord }) {
  const { record } = props;
  const { reason, before, after } = record;
  const links = useLinks();
  return (
    <div className={styles.detail}>
      <FactList facts={factsOf(record, links)} />
      {reason && (
        <Text as="p" variant="body-medium">
          “{reason}”
        </Text>
      )}
      {before || after ? (
        <DiffView
          label="What it changed"
          before={textOf(before)}
          after={textOf(after)}
        />
      ) : (
        <Text as="p" variant="body-small" color="secondary">
          It records no change of values.
        </Text>
      )}
      <Hashes record={record} />
    </div>
  );
}

/** One record of the audit with what it changed and its place in the chain. */
export function RecordDialog(props: {
  sequence: number;
  /** Narrows to what the person may read. */
  of: { resourceId?: string; requestId?: string };
  onClose: () => void;
}) {
  const { sequence, of, onClose } = props;
  const api = useApi(selfServiceApiRef);
  // Records are listed from the newest back: the first before the next one.
  const query = { ...of, cursor: String(sequence + 1), limit: 1 };
  const answer = useRemote(api, `audit ${JSON.stringify(query)}`, signal =>
    api.audit(query, { signal }),
  );
  const record = answer.data?.items.find(each => each.sequence === sequence);
  return (
    <Dialog
      isOpen
      isDismissable
      onOpenChange={isOpen => !isOpen && onClose()}
      width="min(46rem, calc(100vw - 2rem))"
    >
      <DialogHeader>
        {record
          ? `${eventWords(record.event)}, record ${sequence}`
          : `Record ${sequence}`}
      </DialogHeader>
      <DialogBody>
        <Loaded
          remote={answer}
          what="The record"
          placeholder={
            <LoadingState label="Loading the record" rows={6} rowHeight={32} />
          }
          headingLevel={3}
        >
          {() =>
            record ? (
              <Detail record={record} />
            ) : (
              <Text as="p" variant="body-medium">
                There is no such record, or the retention has removed it.
              </Text>
            )
          }
        </Loaded>
      </DialogBody>
    </Dialog>
  );
}
