import { localDay, localTime } from './localTime';

/** Windows that are offered by name; the number is days, today included. */
export const rollingWindows = {
  '30d': 30,
  '90d': 90,
  '180d': 180,
  '365d': 365,
};
export type RollingWindow = keyof typeof rollingWindows;

/**
 * The window that is asked for: days back from today, the year so far, a
 * calendar year, or two days of one's own.
 */
export type WindowChoice =
  | { kind: 'rolling'; id: RollingWindow }
  | { kind: 'this-year' }
  | { kind: 'year'; year: number }
  /** Edges as the API has them: `to` is the first day or instant after. */
  | { kind: 'custom'; from: string; to: string };

export const defaultWindow: WindowChoice = { kind: 'rolling', id: '90d' };

const day = /^\d{4}-\d{2}-\d{2}$/;
const edge = /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?$/;

function isRolling(id: string): id is RollingWindow {
  return id in rollingWindows;
}

/** Reads a window from the address; what makes no sense there is the default. */
export function readWindow(parameters: URLSearchParams): WindowChoice {
  const from = parameters.get('from') ?? '';
  const to = parameters.get('to') ?? '';
  if (edge.test(from) && edge.test(to)) return { kind: 'custom', from, to };
  return windowOfId(parameters.get('window') ?? '');
}

/** The choice behind an id of {@link windowId}. */
export function windowOfId(id: string): WindowChoice {
  if (isRolling(id)) return { kind: 'rolling', id };
  if (id === 'this-year') return { kind: 'this-year' };
  if (/^20\d{2}$/.test(id)) return { kind: 'year', year: Number(id) };
  return defaultWindow;
}

/** A short name for a choice: `90d`, `this-year`, `2025`, `custom`. */
export function windowId(choice: WindowChoice): string {
  switch (choice.kind) {
    case 'rolling':
      return choice.id;
    case 'year':
      return String(choice.year);
    default:
      return choice.kind;
  }
}

/** A choice as parameters of an address. */
export function windowParameters(choice: WindowChoice): Record<string, string> {
  if (choice.kind === 'custom') return { from: choice.from, to: choice.to };
  const id = windowId(choice);
  return id === windowId(defaultWindow) ? {} : { window: id };
}

/**
 * The edges of a choice for the API.
 *
 * @param today - the present day in the scope's time zone, `YYYY-MM-DD`
 * @returns `to` is left out where the window ends with today
 */
export function windowEdges(
  choice: WindowChoice,
  today: string,
): { from: string; to?: string } {
  switch (choice.kind) {
    case 'rolling':
      return {
        from: plusDays(today, 1 - rollingWindows[choice.id]),
      };
    case 'this-year':
      return { from: `${today.slice(0, 4)}-01-01` };
    case 'year':
      return { from: `${choice.year}-01-01`, to: `${choice.year + 1}-01-01` };
    default:
      return { from: choice.from, to: choice.to };
  }
}

/** A choice in words: `Last 90 days`. */
export function windowLabel(choice: WindowChoice): string {
  switch (choice.kind) {
    case 'rolling':
      return `Last ${rollingWindows[choice.id]} days`;
    case 'this-year':
      return 'This year';
    case 'year':
      return `Year ${choice.year}`;
    default:
      return 'Custom dates';
  }
}

/** `YYYY-MM-DD` some days later or, negative, earlier. */
export function plusDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000)
    .toISOString()
    .slice(0, 10);
}

/** An instant as an edge for an address: a day where it is a local midnight. */
export function edgeOf(instant: string, timeZone: string): string {
  const at = Date.parse(instant);
  const midnight = at % 1000 === 0 && localTime(at, timeZone) === '00:00:00';
  return midnight ? localDay(at, timeZone) : instant;
}

/**
 * The first and the last day of a custom window, for two date fields.
 *
 * @param edges - as the API has them, or instants
 */
export function daysOfEdges(
  edges: { from: string; to: string },
  timeZone: string,
): { first: string; last: string } {
  const dayOf = (value: string) =>
    day.test(value) ? value : localDay(Date.parse(value), timeZone);
  // An instant within a day makes that day the last one.
  const lastMoment = day.test(edges.to)
    ? plusDays(edges.to, -1)
    : localDay(Date.parse(edges.to) - 1, timeZone);
  return { first: dayOf(edges.from), last: lastMoment };
}
