/** pg sends arrays as PostgreSQL arrays; jsonb columns want text. */
export function withJson<T extends object>(values: T): T {
  return Object.fromEntries(
    Object.entries(values).map(([column, value]) => [
      column,
      typeof value === 'object' && value !== null && !(value instanceof Date)
        ? JSON.stringify(value)
        : value,
    ]),
  ) as T;
}
