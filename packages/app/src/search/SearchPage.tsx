import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import type { SearchResultSet } from '@backstage/plugin-search-common';
import { searchApiRef } from '@backstage/plugin-search-react';
import { Box, Button, Container, SearchField, Select } from '@backstage/ui';
import { Loaded, PageTitle } from '@slipway/plugin-catalog-module-slipway';
import { EmptyState, LoadingState } from '@slipway/ui';
import { useEffect, useRef, useState } from 'react';
import useAsync from 'react-use/esm/useAsync';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { toCatalogDocument } from './catalogDocument';
import styles from './SearchPage.module.css';
import { SearchResultItem } from './SearchResultItem';
import { SearchQueryState, useSearchQuery } from './useSearchQuery';

const pageLimit = 20;
const typingDelayMs = 250;

/** The kinds that a search can be narrowed to. */
function useKindOptions() {
  const catalogApi = useApi(catalogApiRef);
  const { value = [] } = useAsync(async () => {
    const { facets } = await catalogApi.getEntityFacets({ facets: ['kind'] });
    return (facets.kind ?? [])
      .map(({ value: kind }) => ({ id: kind, label: kind }))
      .filter(({ id }) => id !== 'Location')
      .sort((a, b) => a.label.localeCompare(b.label));
  }, [catalogApi]);
  return value;
}

/** What is typed reaches the address, and so the search, after a short pause. */
function TermField(props: { term: string; onChange: (term: string) => void }) {
  const { term, onChange } = props;
  const [typed, setTyped] = useState(term);
  const frame = useRef<HTMLDivElement>(null);
  // The page is opened to type a term, by a key or from the navigation.
  useEffect(() => frame.current?.querySelector('input')?.focus(), []);
  useEffect(() => setTyped(term), [term]);
  useEffect(() => {
    if (typed === term) {
      return undefined;
    }
    const timer = setTimeout(() => onChange(typed), typingDelayMs);
    return () => clearTimeout(timer);
  }, [typed, term, onChange]);
  return (
    <div ref={frame} className={styles.term} data-quick-search>
      <SearchField
        aria-label="Search"
        placeholder="Names, descriptions and owners"
        size="medium"
        value={typed}
        onChange={setTyped}
        onSubmit={onChange}
      />
    </div>
  );
}

function ResultPages(props: {
  results: SearchResultSet;
  onCursor: (cursor: string | undefined) => void;
}) {
  const { results, onCursor } = props;
  const { previousPageCursor: previous, nextPageCursor: next } = results;
  if (!previous && !next) {
    return null;
  }
  return (
    <nav className={styles.pages} aria-label="Pages of results">
      <Button
        variant="secondary"
        isDisabled={!previous}
        onPress={() => onCursor(previous)}
      >
        Previous
      </Button>
      <Button
        variant="secondary"
        isDisabled={!next}
        onPress={() => onCursor(next)}
      >
        Next
      </Button>
    </nav>
  );
}

function ResultList(props: {
  results: SearchResultSet;
  query: SearchQueryState;
  stale: boolean;
}) {
  const { results, query, stale } = props;
  const { numberOfResults } = results;
  if (results.results.length === 0) {
    return (
      <EmptyState
        title="Nothing found"
        description="Try fewer or shorter words; each one is looked for at the start of a word. What was added a moment ago joins the index within minutes."
        action={
          <Button variant="secondary" onPress={query.clear}>
            Clear the search
          </Button>
        }
      />
    );
  }
  return (
    <Box bg="neutral" className={styles.surface} data-stale={stale}>
      <p className={styles.count} aria-live="polite">
        {numberOfResults === undefined && `Results for “${query.term}”`}
        {numberOfResults === 1 && '1 result'}
        {numberOfResults !== undefined &&
          numberOfResults !== 1 &&
          `${numberOfResults} results`}
      </p>
      <ol className={styles.results}>
        {results.results.map(result => (
          <SearchResultItem
            key={result.document.location}
            document={toCatalogDocument(result)}
          />
        ))}
      </ol>
      <ResultPages results={results} onCursor={query.setCursor} />
    </Box>
  );
}

function Results(props: { query: SearchQueryState }) {
  const { query } = props;
  const { term, kinds, cursor } = query;
  const searchApi = useApi(searchApiRef);
  const results = useAsyncRetry(
    () =>
      searchApi.query({
        term,
        pageLimit,
        pageCursor: cursor,
        filters: kinds.length > 0 ? { kind: kinds } : {},
      }),
    [searchApi, term, kinds, cursor],
  );
  return (
    <Loaded
      state={results}
      what="the results"
      kept="The search is kept in the address."
      placeholder={<LoadingState label="Searching" rows={6} rowHeight={56} />}
    >
      {value => (
        <ResultList results={value} query={query} stale={results.loading} />
      )}
    </Loaded>
  );
}

/** Full-text search of the catalog, with the search in the address. */
export function SearchPage() {
  const query = useSearchQuery();
  const kindOptions = useKindOptions();
  return (
    <main className={styles.page}>
      <Container>
        <div className={styles.content}>
          <PageTitle title="Search" />
          <div className={styles.fields}>
            <TermField term={query.term} onChange={query.setTerm} />
            <Select
              aria-label="Kind"
              placeholder="All kinds"
              size="medium"
              selectionMode="multiple"
              options={kindOptions}
              value={query.kinds}
              onChange={keys => query.setKinds(keys.map(String))}
              className={styles.kind}
            />
          </div>
          <Results query={query} />
        </div>
      </Container>
    </main>
  );
}
