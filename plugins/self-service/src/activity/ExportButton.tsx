import { Button } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { RiDownload2Line } from '@remixicon/react';
import { AuditQuery, selfServiceApiRef } from '../api/SelfServiceApi';
import { messageOf } from '../data/RemoteFailure';
import { saveFile } from '../shared/saveFile';
import { useSend } from '../shared/useSend';

/** All records that the filters select, as a file of one JSON object a line. */
export function ExportButton(props: { query: AuditQuery }) {
  const { query } = props;
  const api = useApi(selfServiceApiRef);
  const { run, pending, failure } = useSend();
  const save = async () =>
    saveFile(await api.exportAudit(query), 'audit.ndjson');
  return (
    <>
      <span role="status">
        {failure && `Not exported: ${messageOf(failure)}`}
      </span>
      <Button
        variant="secondary"
        iconStart={<RiDownload2Line />}
        onPress={() => run(save)}
        isPending={pending}
      >
        Export NDJSON
      </Button>
    </>
  );
}
