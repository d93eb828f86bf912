import { Select } from '@backstage/ui';
import {
  LeadTimeStart,
  leadTimeStarts,
  MetricsReport,
  reportYears,
} from '@slipway/plugin-dora-common';
import { ReactNode, useState } from 'react';
import { CustomWindow } from './CustomWindow';
import { Filters } from './filters';
import styles from './filters.module.css';
import {
  daysOfEdges,
  rollingWindows,
  WindowChoice,
  windowEdges,
  windowId,
  windowLabel,
  windowOfId,
  plusDays,
} from './windows';

const calendarYears = 4;

const clockLabels: Record<LeadTimeStart, string> = {
  committed: 'From the commit',
  authored: 'From authoring',
  merged: 'From the merge',
};

/** Windows that are offered, with the one of the address among them. */
function windowOptions(current: WindowChoice, today: string) {
  const thisYear = Number(today.slice(0, 4));
  const years = Array.from(
    { length: calendarYears },
    (_, index) => thisYear - 1 - index,
  );
  if (current.kind === 'year' && !years.includes(current.year)) {
    years.push(current.year);
  }
  const choices: WindowChoice[] = [
    ...Object.keys(rollingWindows).map(windowOfId),
    { kind: 'this-year' },
    ...years.map(year => ({ kind: 'year' as const, year })),
  ];
  return [
    ...choices.map(choice => ({
      id: windowId(choice),
      label: windowLabel(choice),
    })),
    { id: 'custom', label: 'Custom dates' },
  ];
}

function environmentOptions(current: string, known: readonly string[] = []) {
  return [...new Set([current, ...known])].map(name => ({
    id: name,
    label: name.charAt(0).toLocaleUpperCase() + name.slice(1),
  }));
}

/** A filter on how the numbers are made, as opposed to what they are of. */
export type MeasureFilter = 'leadTimeStart' | 'reportYear' | 'compare';

/** Properties of {@link FilterBar}. */
export type FilterBarProps = {
  /** Which of the filters on how numbers are made to offer. */
  shown: readonly MeasureFilter[];
  filters: Filters;
  setFilters: (change: Partial<Filters>) => void;
  /** What the backend made of the filters; fills in what they leave open. */
  report?: MetricsReport;
  today: string;
  timeZone: string;
  /** Stands at the end of the line. */
  children?: ReactNode;
};

/** What the numbers are of and how they are made; all of it in the address. */
export function FilterBar(props: FilterBarProps) {
  const { filters, setFilters, report, today, timeZone } = props;
  const [choosing, setChoosing] = useState(false);
  const custom = choosing || filters.window.kind === 'custom';
  const edges = windowEdges(filters.window, today);
  const chooseWindow = (id: string) => {
    setChoosing(id === 'custom');
    if (id !== 'custom') setFilters({ window: windowOfId(id) });
  };
  return (
    <div role="group" aria-label="Filters" className={styles.bar}>
      <Select
        label="Window"
        options={windowOptions(filters.window, today)}
        value={custom ? 'custom' : windowId(filters.window)}
        onChange={id => chooseWindow(String(id))}
      />
      {custom && (
        <CustomWindow
          key={`${edges.from} ${edges.to}`}
          days={daysOfEdges(
            { from: edges.from, to: edges.to ?? plusDays(today, 1) },
            timeZone,
          )}
          onChoose={window => {
            setChoosing(false);
            setFilters({ window: { kind: 'custom', ...window } });
          }}
        />
      )}
      <Select
        label="Environment"
        options={environmentOptions(filters.environment, report?.environments)}
        value={filters.environment}
        onChange={id => setFilters({ environment: String(id) })}
      />
      <MeasureSelects {...props} />
      {props.children}
    </div>
  );
}

function MeasureSelects(props: FilterBarProps) {
  const { shown, filters, setFilters, report } = props;
  return (
    <>
      {shown.includes('leadTimeStart') && (
        <Select
          label="Lead time clock"
          options={leadTimeStarts.map(start => ({
            id: start,
            label: clockLabels[start],
          }))}
          value={filters.leadTimeStart ?? report?.leadTimeStart ?? 'committed'}
          onChange={id =>
            setFilters({
              leadTimeStart: leadTimeStarts.find(start => start === id),
            })
          }
        />
      )}
      {shown.includes('reportYear') && (
        <Select
          label="Bands of report"
          options={reportYears.map(year => ({
            id: String(year),
            label: String(year),
          }))}
          value={String(filters.reportYear ?? report?.reportYear ?? 2023)}
          onChange={id =>
            setFilters({
              reportYear: reportYears.find(year => String(year) === id),
            })
          }
        />
      )}
      {shown.includes('compare') && (
        <Select
          label="Compare with"
          options={[
            { id: 'previous', label: 'Window before' },
            { id: 'none', label: 'Nothing' },
          ]}
          value={filters.compare}
          onChange={id =>
            setFilters({ compare: id === 'none' ? 'none' : 'previous' })
          }
        />
      )}
    </>
  );
}
