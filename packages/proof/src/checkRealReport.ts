import { Comparison } from './checkRealCompare';
import { ImportedRecord } from './checkRealImport';

/** A line of expected.jsonl as text: each figure, what was expected and got. */
export function describeComparison({
  expectation,
  figures,
}: Comparison): string {
  const { app, window } = expectation;
  const rows = figures.map(({ key, expected, got, same }) =>
    [
      `  ${key.padEnd(16)}`,
      describe(expected).padStart(22),
      describe(got).padStart(22),
      same ? '  ok' : '  DIFFERENT',
    ].join(''),
  );
  const head = `  ${''.padEnd(16)}${'expected'.padStart(22)}${'got'.padStart(
    22,
  )}`;
  return [`${app}, ${window.join(' to ')}`, head, ...rows, ''].join('\n');
}

/** What was imported, how fast, and whether everything was as expected. */
export function describeOutcome(
  comparisons: Comparison[],
  record: ImportedRecord,
): string {
  const { summary, readSeconds, settleSeconds } = record;
  const { deployments, histories, issues } = summary;
  const seconds = readSeconds + settleSeconds;
  const right = comparisons.filter(({ same }) => same).length;
  return [
    `Imported ${deployments.accepted} deployments and ${
      histories.added
    } commits in ${seconds.toFixed(1)} s (${Math.round(
      deployments.accepted / seconds,
    )} deployments/s): reading and storing ${readSeconds.toFixed(
      1,
    )} s, facts and projections ${settleSeconds.toFixed(1)} s.`,
    ...issues.examples.map(({ where, message }) => `${where}: ${message}`),
    ...missingBundles(comparisons, record),
    `${right} of ${comparisons.length} lines as expected.`,
    '',
  ].join('\n');
}

/** Not wrong by itself: a service without a history of its own has none. */
function missingBundles(
  comparisons: Comparison[],
  { histories }: ImportedRecord,
): string[] {
  const apps = comparisons.map(({ expectation }) => expectation.app);
  return [...new Set(apps)]
    .filter(app => !histories.has(app.toLowerCase()))
    .map(app => `There is no ${app}.bundle, so none of its versions resolves.`);
}

function describe(figure: number | null): string {
  return figure === null ? 'null' : String(figure);
}
