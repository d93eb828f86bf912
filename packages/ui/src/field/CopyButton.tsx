import { Button } from '@backstage/ui';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import { useEffect, useState } from 'react';
import { ScreenReaderText } from '../layout/ScreenReaderText';
import styles from './field.module.css';

const shownFor = 2000;

/** Copies a text and says so. */
export function CopyButton(props: {
  text: string;
  /** What is copied: `the server's address`. */
  what: string;
  /** Words beside the icon; the icon alone without. */
  label?: string;
}) {
  const { text, what, label } = props;
  const [outcome, setOutcome] = useState<'copied' | 'failed'>();
  useEffect(() => {
    if (!outcome) return undefined;
    const timer = setTimeout(() => setOutcome(undefined), shownFor);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setOutcome('copied'),
      () => setOutcome('failed'),
    );
  return (
    <>
      <Button
        size="small"
        variant={label ? 'secondary' : 'tertiary'}
        className={label ? undefined : styles.bare}
        aria-label={`Copy ${what}`}
        iconStart={outcome === 'copied' ? <RiCheckLine /> : <RiFileCopyLine />}
        onPress={copy}
      >
        {label}
      </Button>
      <span role="status">
        {outcome === 'copied' && <ScreenReaderText>Copied</ScreenReaderText>}
        {outcome === 'failed' && 'Not copied: select the text instead'}
      </span>
    </>
  );
}
