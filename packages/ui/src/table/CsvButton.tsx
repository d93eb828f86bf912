import { Button, Text } from '@backstage/ui';
import { RiDownload2Line } from '@remixicon/react';
import { useState } from 'react';
import styles from './CsvButton.module.css';

/** Properties of {@link CsvButton}. */
export type CsvButtonProps = {
  /** What is downloaded: `deployments`. */
  what: string;
  /** With its extension: `checkout-deployments.csv`. */
  fileName: string;
  /** Fetches all rows; a plain link could not carry the sign-in. */
  download: () => Promise<Blob>;
};

function save(blob: Blob, fileName: string) {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}

/** Downloads all rows of a table, not only the page that is shown. */
export function CsvButton(props: CsvButtonProps) {
  const { what, fileName, download } = props;
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<string>();

  const start = async () => {
    setPending(true);
    setFailure(undefined);
    try {
      save(await download(), fileName);
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    } finally {
      setPending(false);
    }
  };

  return (
    <span className={styles.frame}>
      {failure && (
        <Text role="alert" variant="body-small" className={styles.failure}>
          The {what} could not be downloaded: {failure}
        </Text>
      )}
      <Button
        variant="secondary"
        iconStart={<RiDownload2Line />}
        isPending={pending}
        onPress={start}
        aria-label={`Download ${what} as CSV`}
      >
        CSV
      </Button>
    </span>
  );
}
