/** Address of the search page with a term typed in. */
export function searchPath(term: string): string {
  const wanted = term.trim();
  return wanted
    ? `/search?${new URLSearchParams({ query: wanted })}`
    : '/search';
}
