import { SearchAutocomplete, SearchAutocompleteItem } from '@backstage/ui';
import { useState } from 'react';
import { CatalogDocument } from './catalogDocument';
import { KindIcon } from './KindIcon';
import styles from './QuickSearch.module.css';
import { searchPath } from './searchPath';
import { useQuickSearch } from './useQuickSearch';

function describe(document: CatalogDocument): string {
  const type = document.type === 'other' ? undefined : document.type;
  return [document.kind, type, document.owner]
    .filter(part => part !== undefined)
    .join(' · ');
}

function DocumentWords(props: { document: CatalogDocument }) {
  const { document } = props;
  return (
    <span className={styles.item}>
      <KindIcon kind={document.kind} />
      <span className={styles.words}>
        <span className={styles.title}>{document.title}</span>
        <span className={styles.detail}>{describe(document)}</span>
      </span>
    </span>
  );
}

/** Properties of {@link QuickSearch}. */
export type QuickSearchProps = {
  size?: 'small' | 'medium';
  placeholder?: string;
  /** CSS width of the list; that of the field by default. */
  listWidth?: string;
  className?: string;
};

/**
 * A search field whose first matches drop down as one types. Marked with
 * `data-quick-search`, so that the `/` key finds it.
 */
export function QuickSearch(props: QuickSearchProps) {
  const { size = 'small', placeholder = 'Search', listWidth } = props;
  const [term, setTerm] = useState('');
  const { loading, failed, documents } = useQuickSearch(term);
  const clear = () => setTerm('');
  // First and always there, so that Enter does the same whatever was found.
  const all = term.trim() && (
    <SearchAutocompleteItem
      id="all"
      href={searchPath(term)}
      textValue={`All results for ${term}`}
      onAction={clear}
    >
      <span className={styles.all}>
        {failed
          ? 'Search did not answer. Open the search page'
          : `All results for “${term.trim()}”`}
      </span>
    </SearchAutocompleteItem>
  );
  return (
    <div className={props.className} data-quick-search>
      <SearchAutocomplete
        aria-label="Search the catalog"
        placeholder={placeholder}
        size={size}
        inputValue={term}
        onInputChange={setTerm}
        isLoading={loading}
        popoverWidth={listWidth}
      >
        {all}
        {documents.map(document => (
          <SearchAutocompleteItem
            key={document.location}
            id={document.location}
            href={document.location}
            textValue={document.title}
            onAction={clear}
          >
            <DocumentWords document={document} />
          </SearchAutocompleteItem>
        ))}
      </SearchAutocomplete>
    </div>
  );
}
