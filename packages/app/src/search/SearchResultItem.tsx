import { Link } from '@backstage/ui';
import { CatalogDocument, MarkedText } from './catalogDocument';
import { KindIcon } from './KindIcon';
import styles from './SearchPage.module.css';

function Marked(props: { text: MarkedText }) {
  return (
    <>
      {props.text.map((piece, index) =>
        piece.mark ? (
          <mark key={index} className={styles.mark}>
            {piece.text}
          </mark>
        ) : (
          <span key={index}>{piece.text}</span>
        ),
      )}
    </>
  );
}

/** One result: what it is called, what it says and what it is. */
export function SearchResultItem(props: { document: CatalogDocument }) {
  const { document } = props;
  const type = document.type === 'other' ? undefined : document.type;
  const details = [
    document.kind,
    type,
    document.owner && `owned by ${document.owner}`,
    document.lifecycle,
  ].filter(Boolean);
  return (
    <li className={styles.result}>
      <span className={styles.icon} aria-hidden>
        <KindIcon kind={document.kind} size={18} />
      </span>
      <div className={styles.words}>
        <Link href={document.location} weight="bold" standalone>
          <Marked text={document.marked.title} />
        </Link>
        {document.text && (
          <p className={styles.text}>
            <Marked text={document.marked.text} />
          </p>
        )}
        <p className={styles.details}>{details.join(' · ')}</p>
      </div>
    </li>
  );
}
