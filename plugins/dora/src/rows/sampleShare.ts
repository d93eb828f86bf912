/** Whether none, some or all of the rows are made up. */
export function sampleShare(
  rows: readonly { sample: boolean }[] | undefined,
): 'none' | 'some' | 'all' {
  const count = rows?.filter(row => row.sample).length ?? 0;
  if (!rows || count === 0) return 'none';
  return count === rows.length ? 'all' : 'some';
}
