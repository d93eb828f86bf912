import { Button } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { RiDownload2Line } from '@remixicon/react';
import { useState } from 'react';
import { AuditQuery, selfServiceApiRef } from '../api/SelfServiceApi';
import { messageOf } from '../data/RemoteFailure';
import { saveFile } from '../shared/saveFile';

/** All records that the filters select, as a file of one JSON object a line. */
export function ExportButton(props: { query: AuditQuery }) {
  const { query } = props;
  const api = useApi(selfServiceApiRef);
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<Error>();
  const save = async () => {
    setPending(true);
    setFailure(undefined);
    try {
      saveFile(await api.exportAudit(query), 'audit.ndjson');
    } catch (error) {
      setFailure(error instanceof Error ? error : new Error(String(error)));
    } finally {
      setPending(false);
    }
  };
  return (
    <>
      <span role="status">
        {failure && `Not exported: ${messageOf(failure)}`}
      </span>
      <Button
        variant="secondary"
        iconStart={<RiDownload2Line />}
        onPress={save}
        isPending={pending}
      >
        Export NDJSON
      </Button>
    </>
  );
}
