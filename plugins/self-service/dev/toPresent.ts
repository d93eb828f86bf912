import { now } from '../src/__testUtils__/builders';

const instant = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

/** The same data with every instant as far from the present as it was from its own. */
export function toPresent<T>(data: T): T {
  const distance = Date.now() - now;
  return JSON.parse(JSON.stringify(data), (_, value: unknown) =>
    typeof value === 'string' && instant.test(value)
      ? new Date(Date.parse(value) + distance).toISOString()
      : value,
  );
}
