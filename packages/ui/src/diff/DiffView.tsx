import { Button } from '@backstage/ui';
import { useMemo, useState } from 'react';
import { formatQuantity } from '../format/number';
import { ScreenReaderText } from '../layout/ScreenReaderText';
import { DiffBlock, diffLines, DiffLine, foldLines } from './diffLines';
import styles from './DiffView.module.css';

/** Properties of {@link DiffView}. */
export type DiffViewProps = {
  /** What is compared, for screen readers: `Namespace checkout-dev`. */
  label: string;
  /** null where there was nothing. */
  before: string | null;
  /** null where nothing will be. */
  after: string | null;
  /** Unchanged lines kept around each change; 3 by default. */
  context?: number;
};

const signs = { same: ' ', added: '+', removed: '−' };
const words = { same: '', added: 'added: ', removed: 'removed: ' };

function Line(props: { line: DiffLine }) {
  const { kind, text } = props.line;
  return (
    <div className={styles.line} data-change={kind}>
      <span aria-hidden className={styles.sign}>
        {signs[kind]}
      </span>
      <code>
        {words[kind] && <ScreenReaderText>{words[kind]}</ScreenReaderText>}
        {text}
      </code>
    </div>
  );
}

function Block(props: { block: DiffBlock }) {
  const { folded, lines } = props.block;
  const [open, setOpen] = useState(!folded);
  if (!open) {
    return (
      <Button
        variant="tertiary"
        size="small"
        className={styles.fold}
        onPress={() => setOpen(true)}
      >
        Show {formatQuantity(lines.length, 'unchanged line')}
      </Button>
    );
  }
  return (
    <>
      {lines.map(line => (
        <Line key={line.number} line={line} />
      ))}
    </>
  );
}

/** Two texts as one, line by line: what goes, what comes, and what is around it. */
export function DiffView(props: DiffViewProps) {
  const { label, before, after, context = 3 } = props;
  const blocks = useMemo(
    () => foldLines(diffLines(before, after), context),
    [before, after, context],
  );
  return (
    <div role="group" aria-label={label} className={styles.diff}>
      {blocks.map(block => (
        <Block key={block.lines[0].number} block={block} />
      ))}
    </div>
  );
}
